using QkdMec.Grains.Audits;

namespace QkdMec.Gateway.Audits;

/// <summary>An operation as the gateway saw it.</summary>
/// <param name="Time">When it was answered.</param>
/// <param name="Interface">The interface.</param>
/// <param name="Client">Who asked; empty where clients are not told apart.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path, in its escapes.</param>
/// <param name="Status">The HTTP status.</param>
internal sealed record AuditNote(DateTimeOffset Time, string Interface, string Client, string Method, string Path, int Status)
{
    private const int LongestPath = 512;
    private const int LongestName = 128;

    /// <summary>The path of what was created; null when nothing was.</summary>
    public string? Created { get; init; }

    /// <summary>The entry, of bounded size whatever was sent.</summary>
    public AuditEntry ToEntry(string source, long sequence) => new()
    {
        Time = Time,
        Interface = Interface,
        Client = Cut(Client, LongestName),
        Method = Cut(Method, LongestName),
        Path = Cut(Path, LongestPath),
        Status = Status,
        Created = Created is { } created ? Cut(created, LongestPath) : null,
        Source = source,
        Sequence = sequence,
    };

    private static string Cut(string text, int longest) => text.Length <= longest ? text : text[..longest];
}
