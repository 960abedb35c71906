using System.Text.Json;
using System.Text.RegularExpressions;

namespace QkdMec.Tests.Processes.Telemetry;

/// <summary>A query of the dashboard: the metrics it names and the labels it expects of them.</summary>
internal sealed partial record DashboardQuery(string Panel, string Text, IReadOnlyList<string> Metrics, IReadOnlyList<string> Labels)
{
    private static readonly string[] Words = ["by", "without", "on", "ignoring", "and", "or", "unless", "bool", "offset"];

    /// <summary>The queries of a dashboard.</summary>
    public static IReadOnlyList<DashboardQuery> In(string dashboard)
    {
        using var document = JsonDocument.Parse(dashboard);
        return
        [
            .. from panel in document.RootElement.GetProperty("panels").EnumerateArray()
               where panel.TryGetProperty("targets", out _)
               from target in panel.GetProperty("targets").EnumerateArray()
               select Of(panel.GetProperty("title").GetString()!, target.GetProperty("expr").GetString()!, target.GetProperty("legendFormat").GetString()!),
        ];
    }

    /// <summary>Every metric that is not on a page, and every label that one of them does not have there.</summary>
    public IEnumerable<string> Missing(MetricPage page) =>
        from metric in Metrics
        let known = page.LabelsOf(metric)
        from fault in known is null ? [metric] : Labels.Where(label => !known.Contains(label)).Select(label => $"{metric} has no label {label}")
        select $"{Panel}: {fault} in {Text}";

    private static DashboardQuery Of(string panel, string text, string legend)
    {
        var bare = Strings().Replace(text, "");
        var labels = Matchers().Matches(bare).SelectMany(match => LabelBeforeOperator().Matches(match.Value)).Select(label => label.Groups[1].Value)
            .Concat(Groupings().Matches(bare).SelectMany(match => match.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries)))
            .Concat(LegendLabels().Matches(legend).Select(label => label.Groups[1].Value));
        bare = Groupings().Replace(Matchers().Replace(Ranges().Replace(bare, ""), ""), "");
        var metrics = Names().Matches(bare).Select(name => name.Value).Where(name => !Words.Contains(name));
        return new DashboardQuery(panel, text, [.. metrics.Distinct()], [.. labels.Distinct()]);
    }

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Strings();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Matchers();

    [GeneratedRegex(@"([a-zA-Z_]\w*)\s*(=~|!~|!=|=)")]
    private static partial Regex LabelBeforeOperator();

    [GeneratedRegex(@"\[[^\]]*\]")]
    private static partial Regex Ranges();

    [GeneratedRegex(@"\bby\s*\(([^)]*)\)")]
    private static partial Regex Groupings();

    [GeneratedRegex(@"\{\{\s*(\w+)\s*\}\}")]
    private static partial Regex LegendLabels();

    // A name before a parenthesis is a function.
    [GeneratedRegex(@"(?<![\w$])[a-zA-Z_:][\w:]*\b(?!\s*\()")]
    private static partial Regex Names();
}
