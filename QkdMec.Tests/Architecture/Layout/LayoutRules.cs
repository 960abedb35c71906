using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using QkdMec.Tests.Architecture.Sources;

namespace QkdMec.Tests.Architecture.Layout;

/// <summary>Where things stand in the source tree.</summary>
internal static class LayoutRules
{
    /// <summary>Words that say nothing about what is inside.</summary>
    private static readonly string[] EmptyWords = ["Helpers", "Models", "Services", "Common", "Utils"];

    /// <summary>Declares the members of Orleans under Orleans' own names, so its namespaces are not its folders.</summary>
    private const string ProgrammingModel = "QkdMec.Embedded/ProgrammingModel/";

    /// <summary>The most lines an enum or an outcome may have that stands in its owner's file.</summary>
    private const int RiderLines = 50;

    /// <summary>The most lines of any other type that only gives a thing its name, such as an exception or a marker.</summary>
    private const int NameLines = 6;

    /// <summary>Namespaces that are not their file's folder.</summary>
    public static IEnumerable<string> NamespacesElsewhere(SourceFile file) =>
        file.Path.StartsWith(ProgrammingModel, StringComparison.Ordinal)
            ? []
            : file.Namespaces.Where(space => space != file.FolderNamespace && space != SharedByBothHosts(file)).Select(space => $"{file.Path}: {space}");

    /// <summary>More than one top-level type in a file, other than a small enum, delegate or outcome that rides with its owner.</summary>
    public static IEnumerable<string> CrowdedTypes(SourceFile file)
    {
        if (file.Path.StartsWith(ProgrammingModel, StringComparison.Ordinal))
        {
            return [];
        }

        var types = file.TopLevelTypes.ToList();
        var owners = types.Where(type => !IsRider(type)).Select(type => type.Identifier.Text).Distinct().ToList();
        return owners.Count <= 1 ? [] : [$"{file.Path}: {string.Join(", ", owners)}"];
    }

    /// <summary>Files of one type that are not named after it.</summary>
    public static IEnumerable<string> MisnamedFiles(SourceFile file)
    {
        var types = file.TopLevelTypes.Select(type => type.Identifier.Text).ToList();
        var name = Path.GetFileNameWithoutExtension(file.Path).Split('.')[0];
        return types.Count != 1 || types.Contains(name) || file.Path.StartsWith(ProgrammingModel, StringComparison.Ordinal)
            ? []
            : [$"{file.Path}: {string.Join(", ", types)}"];
    }

    /// <summary>Regions and to-dos.</summary>
    public static IEnumerable<string> Leftovers(SourceFile file)
    {
        var trivia = file.Unit.DescendantTrivia(descendIntoTrivia: false);
        return trivia.Where(piece => piece.IsKind(SyntaxKind.RegionDirectiveTrivia) || IsToDo(piece.ToString()))
            .Select(piece => $"{file.Path}:{piece.GetLocation().GetLineSpan().StartLinePosition.Line + 1}");
    }

    /// <summary>Suppressions without a reason on the same line.</summary>
    public static IEnumerable<string> UnexplainedSuppressions(SourceFile file) =>
        from line in file.Unit.ToString().Split('\n').Select((text, index) => (Text: text.Trim(), Number: index + 1))
        where line.Text.StartsWith("#pragma warning disable", StringComparison.Ordinal) && !line.Text.Contains("//", StringComparison.Ordinal)
        select $"{file.Path}:{line.Number}";

    /// <summary>Whether a folder's name says nothing.</summary>
    public static bool IsEmptyWord(string folder) => EmptyWords.Contains(folder[(folder.LastIndexOf('/') + 1)..], StringComparer.OrdinalIgnoreCase);

    // What both hosts declare under one name stands in Hosting/Embedded and in Hosting/Orleans, in the namespace above them.
    private static string? SharedByBothHosts(SourceFile file) =>
        file.FolderNamespace.EndsWith(".Hosting.Embedded", StringComparison.Ordinal) || file.FolderNamespace.EndsWith(".Hosting.Orleans", StringComparison.Ordinal)
            ? file.FolderNamespace[..file.FolderNamespace.LastIndexOf('.')]
            : null;

    private static bool IsRider(BaseTypeDeclarationSyntax type)
    {
        var span = type.GetLocation().GetLineSpan();
        var lines = span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
        return lines <= (type is EnumDeclarationSyntax or RecordDeclarationSyntax ? RiderLines : NameLines);
    }

    private static bool IsToDo(string comment) =>
        comment.StartsWith("//", StringComparison.Ordinal)
        && (comment.Contains("TODO", StringComparison.Ordinal) || comment.Contains("FIXME", StringComparison.Ordinal) || comment.Contains("HACK", StringComparison.Ordinal));
}
