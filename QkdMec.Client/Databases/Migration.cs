namespace QkdMec.Client.Databases;

/// <summary>A step of the database's tables; it may be run again at any time.</summary>
/// <param name="Version">The version that the database has after it.</param>
/// <param name="Name">What it is about.</param>
/// <param name="Script">Its statements.</param>
internal sealed record Migration(int Version, string Name, string Script)
{
    private const string Prefix = "sql:";

    /// <summary>All steps, in order. Files <c>NNNN-name.sql</c> beside this one: add, and never change what a release had.</summary>
    public static IReadOnlyList<Migration> All { get; } =
    [
        .. typeof(Migration).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(Read),
    ];

    private static Migration Read(string resource)
    {
        var (number, name) = (resource[Prefix.Length..(Prefix.Length + 4)], resource[(Prefix.Length + 5)..]);
        using var reader = new StreamReader(typeof(Migration).Assembly.GetManifestResourceStream(resource)!);
        return new Migration(int.Parse(number, System.Globalization.CultureInfo.InvariantCulture), Path.GetFileNameWithoutExtension(name), reader.ReadToEnd());
    }
}
