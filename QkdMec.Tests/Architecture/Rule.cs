namespace QkdMec.Tests.Architecture;

/// <summary>Asserts that a rule has no violations, and lists all of them when it has.</summary>
internal static class Rule
{
    private const int MostShown = 200;

    /// <summary>Fails with every violation, one a line.</summary>
    public static void Holds(string remedy, IEnumerable<string> violations)
    {
        var found = violations.Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.True(found.Count == 0, $"{remedy} ({found.Count}):\n  {string.Join("\n  ", found.Take(MostShown))}");
    }
}
