using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using QkdMec.Tests.Architecture.Sources;

namespace QkdMec.Tests.Architecture.Bans;

/// <summary>The list of banned symbols, applied by the analyser that applies it in the build.</summary>
internal static class BanList
{
    /// <summary>The list's name; the analyser looks for it.</summary>
    public const string File = "BannedSymbols.txt";

    /// <summary>What the analyser reports for a banned symbol.</summary>
    public const string Diagnostic = "RS0030";

    private static readonly Lazy<DiagnosticAnalyzer> Analyser = new(LoadAnalyser);

    /// <summary>The documentation ids of the symbols in the list.</summary>
    public static IReadOnlyList<string> Symbols { get; } =
        [.. Repository.Read(File).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(';')[0].Trim())];

    /// <summary>What the analyser says of a program under the checked-in list.</summary>
    public static async Task<ImmutableArray<Diagnostic>> RefusalsAsync(Compilation program, CancellationToken cancellationToken)
    {
        var options = new AnalyzerOptions([new ListText(Repository.Read(File))]);
        var checkedProgram = program.WithAnalyzers([Analyser.Value], new CompilationWithAnalyzersOptions(options, null, true, false));
        return await checkedProgram.GetAnalyzerDiagnosticsAsync(cancellationToken);
    }

    private static DiagnosticAnalyzer LoadAnalyser()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "analyzers");
        Assembly.LoadFrom(Path.Combine(folder, "Microsoft.CodeAnalysis.BannedApiAnalyzers.dll"));
        var assembly = Assembly.LoadFrom(Path.Combine(folder, "Microsoft.CodeAnalysis.CSharp.BannedApiAnalyzers.dll"));
        var type = assembly.GetTypes().Single(candidate => candidate.Name == "CSharpSymbolIsBannedAnalyzer");
        return (DiagnosticAnalyzer)Activator.CreateInstance(type)!;
    }

    private sealed class ListText(string text) : AdditionalText
    {
        public override string Path => File;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}
