using System.Text.RegularExpressions;

namespace QkdMec.Tests.Processes.Telemetry;

/// <summary>The names on a page of <c>/metrics</c>, each with the labels it has somewhere.</summary>
internal sealed partial class MetricPage
{
    private readonly Dictionary<string, HashSet<string>> labels = new(StringComparer.Ordinal);

    public MetricPage(params IEnumerable<string> pages)
    {
        foreach (var line in pages.SelectMany(page => page.Split('\n')).Where(line => line.Length > 0 && line[0] != '#'))
        {
            var sample = Sample().Match(line);
            Assert.True(sample.Success, $"this is no sample: {line}");
            if (!labels.TryGetValue(sample.Groups["name"].Value, out var known))
            {
                labels[sample.Groups["name"].Value] = known = [];
            }

            known.UnionWith(sample.Groups["label"].Captures.Select(label => label.Value));
        }
    }

    /// <summary>The labels of a name; null when it is not on the page.</summary>
    public IReadOnlySet<string>? LabelsOf(string name) => labels.GetValueOrDefault(name);

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(\{((?<label>[a-zA-Z_][a-zA-Z0-9_]*)="([^"\\]|\\.)*",?)*\})? \S+$""")]
    private static partial Regex Sample();
}
