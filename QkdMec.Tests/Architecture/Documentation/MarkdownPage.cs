using System.Text.RegularExpressions;
using QkdMec.Tests.Architecture.Sources;

namespace QkdMec.Tests.Architecture.Documentation;

/// <summary>A page of the documentation.</summary>
internal sealed partial class MarkdownPage(string path, string text)
{
    /// <summary>From the repository's root.</summary>
    public string Path => path;

    /// <summary>Every page of the repository.</summary>
    public static IReadOnlyList<MarkdownPage> All { get; } = [.. Repository.Files(".", "*.md").Select(file => file.TrimStart('.', '/')).Select(Load)];

    /// <summary>Reads a page.</summary>
    public static MarkdownPage Load(string path) => new(path, Repository.Read(path));

    /// <summary>What stands between single backticks outside of code blocks.</summary>
    public IEnumerable<string> CodeSpans => Span().Matches(CodeBlock().Replace(text, "")).Select(match => match.Groups[1].Value);

    /// <summary>The targets of links that lead to files.</summary>
    public IEnumerable<string> FileLinks =>
        Link().Matches(CodeBlock().Replace(text, "")).Select(match => match.Groups[1].Value.Split('#')[0]).Where(target => target.Length > 0 && !target.Contains(':'));

    /// <summary>The headings, without their marks.</summary>
    public IEnumerable<string> Headings => Heading().Matches(CodeBlock().Replace(text, "")).Select(match => match.Groups[1].Value.Trim());

    /// <summary>The text below the heading that contains <paramref name="words"/>, up to the next heading; null when there is none.</summary>
    public string? Section(string words)
    {
        var headings = Heading().Matches(text);
        var index = headings.ToList().FindIndex(heading => heading.Value.Contains(words, StringComparison.Ordinal));
        if (index < 0)
        {
            return null;
        }

        var end = index + 1 < headings.Count ? headings[index + 1].Index : text.Length;
        return text[headings[index].Index..end];
    }

    [GeneratedRegex("```.*?```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex Span();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^#{1,6} (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
