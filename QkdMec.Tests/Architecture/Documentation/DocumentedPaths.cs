using System.Text.RegularExpressions;
using QkdMec.Tests.Architecture.Sources;

namespace QkdMec.Tests.Architecture.Documentation;

/// <summary>Finds paths of this repository in pages, and what of them does not exist.</summary>
internal static partial class DocumentedPaths
{
    private const string Map = "ARCHITECTURE.md";

    /// <summary>Links to files that are not there.</summary>
    public static IEnumerable<string> DeadLinks(MarkdownPage page) =>
        page.FileLinks.Where(link => !Repository.Has(Path.Combine(Path.GetDirectoryName(page.Path) ?? "", link))).Select(link => $"{page.Path}: {link}");

    /// <summary>Code spans that look like paths of this repository and lead nowhere.</summary>
    public static IEnumerable<string> DeadPaths(MarkdownPage page) =>
        page.CodeSpans.Where(IsPath).Where(span => !Exists(span)).Select(span => $"{page.Path}: {span}");

    /// <summary>Names in the where-is table that are neither a type nor a folder.</summary>
    public static IEnumerable<string> DeadNames(MarkdownPage page) =>
        page.Path != Map ? [] : page.CodeSpans.Where(span => Name().IsMatch(span)).Where(span => !Types.Value.Contains(span) && !Exists(span)).Select(span => $"{page.Path}: {span}");

    private static readonly Lazy<HashSet<string>> Types = new(
        () => [.. SourceTree.Files.SelectMany(file => file.TopLevelTypes).Select(type => type.Identifier.Text)]);

    // A project's name, with or without "QkdMec.", a folder of the tests, or a folder at the root, and something below it.
    private static bool IsPath(string span)
    {
        if (!PathShape().IsMatch(span))
        {
            return false;
        }

        var first = span.Split('/')[0];
        return first != "." && (first is "docs" or "docker" or ".ci"
            || Repository.Projects.Contains(first)
            || Repository.Projects.Contains($"QkdMec.{first}")
            || Directory.Exists(Repository.PathTo($"QkdMec.Tests/{first}")));
    }

    private static bool Exists(string span)
    {
        var path = span.TrimEnd('/', '*');
        return Expand(path).All(each => Repository.Has(each) || Repository.Has($"QkdMec.{each}") || Repository.Has($"QkdMec.Tests/{each}"));
    }

    // "Hosting/{Embedded,Orleans}" is two paths.
    private static IEnumerable<string> Expand(string path)
    {
        var braces = Braces().Match(path);
        return braces.Success
            ? braces.Groups[1].Value.Split(',').SelectMany(choice => Expand(path.Replace(braces.Value, choice, StringComparison.Ordinal)))
            : [path];
    }

    [GeneratedRegex(@"^[\w.][\w.-]*/[\w./{},*-]*$")]
    private static partial Regex PathShape();

    [GeneratedRegex("^[A-Z][A-Za-z]+$")]
    private static partial Regex Name();

    [GeneratedRegex(@"\{([^}]*)\}")]
    private static partial Regex Braces();
}
