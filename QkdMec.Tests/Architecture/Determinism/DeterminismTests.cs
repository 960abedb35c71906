using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using QkdMec.Tests.Architecture.Bans;
using QkdMec.Tests.Architecture.Sources;

namespace QkdMec.Tests.Architecture.Determinism;

/// <summary>Can grain code run twice in different ways?</summary>
public sealed class DeterminismTests
{
    // What generators write is not there: the bodies of partial methods (CS8795) and what a serializer context inherits (CS0534).
    private static readonly string[] Generated = ["CS8795", "CS0534"];

    [Fact]
    public void Grains_AreUnderstoodByTheseTests() =>
        Rule.Holds("A name that means nothing here escapes the other tests", Compilations.OfGrains().GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && !Generated.Contains(diagnostic.Id)).Select(diagnostic => diagnostic.ToString()));

    [Fact]
    public void Grains_DoNotDependOnHashCodes() => Rule.Holds("Use a sorted collection, or sort first", HashOrder.In(Compilations.OfGrains()));

    [Fact]
    public async Task Grains_UseNoBannedSymbol()
    {
        var refusals = await BanList.RefusalsAsync(Compilations.OfGrains(), TestContext.Current.CancellationToken);

        Rule.Holds("See " + BanList.File, refusals.Where(refusal => refusal.Id == BanList.Diagnostic && !refusal.IsSuppressed).Select(refusal => refusal.ToString()));
    }

    [Fact]
    public void Grains_ShareNoChangingStatics() =>
        Rule.Holds(
            "Two worlds in one process would share this: hand it in",
            from file in SourceTree.Of("QkdMec.Grains")
            from field in file.Unit.DescendantNodes().OfType<FieldDeclarationSyntax>()
            let words = field.Modifiers.Select(word => word.Text).ToList()
            where words.Contains("static") && !words.Contains("readonly") && !words.Contains("const")
            select $"{file.Path}: {field.Declaration}");

    [Theory]
    [InlineData("foreach (var pair in map) { }", 1)]
    [InlineData("foreach (var key in map.Keys) { }", 1)]
    [InlineData("_ = map.Select(pair => pair.Key);", 1)]
    [InlineData("_ = map.Values.First();", 1)]
    [InlineData("int[] all = [.. map.Keys];", 1)]
    [InlineData("_ = HashCode.Combine(1, 2);", 1)]
    [InlineData("_ = \"a\".GetHashCode();", 1)]
    [InlineData("foreach (var pair in map.OrderBy(pair => pair.Key)) { }", 0)]
    [InlineData("_ = map.Count(pair => pair.Value > 0);", 0)]
    [InlineData("_ = map[1];", 0)]
    [InlineData("foreach (var pair in plain) { }", 0)]
    public void HashOrder_FindsWhatDependsOnIt(string statement, int count)
    {
        var program = Compilations.Of(
            $$"""
            class C { void M(System.Collections.Concurrent.ConcurrentDictionary<int, int> map, Dictionary<int, int> plain) { {{statement}} } }
            """);

        Assert.Empty(program.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        Assert.Equal(count, HashOrder.In(program).Count());
    }
}
