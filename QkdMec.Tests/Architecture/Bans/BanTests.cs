using Microsoft.CodeAnalysis;
using QkdMec.Tests.Architecture.Sources;

namespace QkdMec.Tests.Architecture.Bans;

/// <summary>Does the list of banned symbols refuse what it should, and is grain code under it?</summary>
public sealed class BanTests
{
    [Fact]
    public async Task List_RefusesEverySnippetForItsSymbol()
    {
        var program = Compilations.Of(BanSnippets.Program(BanSnippets.Banned.Select(snippet => snippet.Statement)));
        Rule.Holds("These snippets do not compile", Errors(program));

        var refusals = (await BanList.RefusalsAsync(program, TestContext.Current.CancellationToken))
            .Where(diagnostic => diagnostic.Id == BanList.Diagnostic)
            .ToLookup(StatementOf, diagnostic => diagnostic.GetMessage());

        var missed = BanSnippets.Banned.Where((snippet, number) => !refusals[number].Any(Names(program, snippet.Symbol)));
        Rule.Holds("These symbols are not refused: they are missing in " + BanList.File, missed.Select(snippet => snippet.Symbol));
    }

    [Fact]
    public void EverySymbolOfTheList_HasASnippet()
    {
        var shown = BanSnippets.Banned.Select(snippet => snippet.Symbol);

        Rule.Holds("Show in " + BanSnippets.File + " that these are refused", BanList.Symbols.Except(shown));
        Rule.Holds("Add these to " + BanList.File, shown.Except(BanList.Symbols));
    }

    [Fact]
    public void EverySymbolOfTheList_Exists()
    {
        var program = Compilations.Of();

        Rule.Holds("These name nothing, so they refuse nothing", BanList.Symbols.Where(symbol => DocumentationCommentId.GetFirstSymbolForDeclarationId(symbol, program) is null));
    }

    [Theory]
    [InlineData("_ = time.GetUtcNow();")]
    [InlineData("_ = Task.Delay(span, time, stop);")]
    [InlineData("_ = task.WaitAsync(span, time, stop);")]
    [InlineData("_ = task.WaitAsync(stop);")]
    [InlineData("_ = new CancellationTokenSource(span, time);")]
    [InlineData("_ = new PeriodicTimer(span, time);")]
    [InlineData("_ = task.ContinueWith(_ => { }, stop, TaskContinuationOptions.None, scheduler);")]
    [InlineData("_ = gate.WaitAsync();")]
    [InlineData("_ = channel.ReadAsync(stop);")]
    [InlineData("_ = Task.WhenAll(tasks);")]
    [InlineData("_ = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);")]
    public async Task List_AllowsWhatTakesItsTimeAndSchedulerFromOutside(string statement)
    {
        var program = Compilations.Of(BanSnippets.Program([statement]));

        Assert.Empty(Errors(program));
        Assert.Empty(await BanList.RefusalsAsync(program, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Grains_AreUnderTheBan()
    {
        Assert.Contains("<BanNondeterminism>true</BanNondeterminism>", Repository.Read("QkdMec.Grains/QkdMec.Grains.csproj"), StringComparison.Ordinal);
        Assert.Contains("Condition=\"'$(BanNondeterminism)' == 'true'\"", Repository.Read("Directory.Build.targets"), StringComparison.Ordinal);
        Assert.Contains("dotnet_diagnostic.RS0030.severity = error", Repository.Read(".editorconfig"), StringComparison.Ordinal);
    }

    [Fact]
    public void Grains_DoNotSuppressTheBan() =>
        Rule.Holds(
            "The ban has no exceptions in grain code",
            SourceTree.Of("QkdMec.Grains").Where(file => file.Unit.ToString().Contains(BanList.Diagnostic, StringComparison.Ordinal)).Select(file => file.Path));

    private static int StatementOf(Diagnostic diagnostic) => BanSnippets.StatementOn(diagnostic.Location.GetLineSpan().StartLinePosition.Line);

    private static Func<string, bool> Names(Compilation program, string symbol)
    {
        var name = DocumentationCommentId.GetFirstSymbolForDeclarationId(symbol, program)?.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
        return message => name is not null && message.Contains($"'{name}'", StringComparison.Ordinal);
    }

    private static IEnumerable<string> Errors(Compilation program) =>
        program.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.ToString());
}
