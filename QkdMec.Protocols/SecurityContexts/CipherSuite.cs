namespace QkdMec.Protocols.SecurityContexts;

/// <summary>A way to seal messages.</summary>
/// <param name="Name">Its JOSE name, the header's <c>enc</c>.</param>
/// <param name="KeyBits">The key length it needs.</param>
public sealed record CipherSuite(string Name, int KeyBits)
{
    /// <summary>AES-256 in Galois/counter mode; what everybody uses.</summary>
    public static readonly CipherSuite Aes256Gcm = new("A256GCM", 256);

    /// <summary>AES-128 in Galois/counter mode; only where configured: half the key, and half the margin against a quantum computer.</summary>
    public static readonly CipherSuite Aes128Gcm = new("A128GCM", 128);

    /// <summary>The most suites an offer may name.</summary>
    public const int MaxOffered = 16;

    /// <summary>The longest name of a suite, in characters.</summary>
    public const int MaxNameLength = 32;

    /// <summary>The suite of that name, or null.</summary>
    public static CipherSuite? Find(string? name) => name switch
    {
        "A256GCM" => Aes256Gcm,
        "A128GCM" => Aes128Gcm,
        _ => null,
    };

    /// <summary>The first suite of the offer that <paramref name="allowed"/> names, or null.</summary>
    public static CipherSuite? Choose(IEnumerable<string> offered, IReadOnlyCollection<string> allowed) =>
        offered.Where(allowed.Contains).Select(Find).FirstOrDefault(suite => suite is not null);

    /// <summary>Whether <paramref name="name"/> could name a suite: letters, digits, <c>-</c>, <c>_</c> or <c>+</c>. A comma would blur the transcript.</summary>
    public static bool IsName(string? name) => name is { Length: > 0 and <= MaxNameLength }
        && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '+');
}
