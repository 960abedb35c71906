using QkdMec.Tests.Architecture.Sources;

namespace QkdMec.Tests.Simulation;

/// <summary>Does the embedded host stay what it is for?</summary>
public sealed class BudgetTests
{
    /// <summary>Lines of code: blank lines and documentation are not what would make the host a rival of Orleans.</summary>
    private const int MostLines = 2500;

    [Fact]
    public void EmbeddedHost_StaysWithinItsBudget()
    {
        var lines = SourceTree.Of("QkdMec.Embedded")
            .SelectMany(file => file.Unit.ToFullString().Split('\n'))
            .Count(line => line.AsSpan().Trim() is { Length: > 0 } text && !text.StartsWith("///"));

        Assert.InRange(lines, 1, MostLines);
    }
}
