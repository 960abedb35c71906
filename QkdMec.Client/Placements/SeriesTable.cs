using System.Globalization;
using System.Text;

namespace QkdMec.Client.Placements;

/// <summary>The outcome as CSV (RFC 4180, but with line feeds): a row for each policy and point, each measure as mean, lower and upper end of its interval.</summary>
internal static class SeriesTable
{
    /// <summary>The table, with its head.</summary>
    public static string Write(Campaign campaign, IEnumerable<PolicySeries> series)
    {
        var text = new StringBuilder();
        string[] heads = ["model", "policy", campaign.Model.Axis, "runs", .. RunMeasures.Names.SelectMany(name => new[] { name, name + "_low", name + "_high" })];
        text.AppendJoin(',', heads).Append('\n');
        foreach (var policy in series)
        {
            for (var point = 0; point < policy.Points.Count; point++)
            {
                text.AppendJoin(',', Row(campaign, policy, point)).Append('\n');
            }
        }

        return text.ToString();
    }

    private static IEnumerable<string> Row(Campaign campaign, PolicySeries policy, int point)
    {
        string[] place = [campaign.Model.Name, policy.Policy, Text(policy.Points[point]), campaign.Runs.ToString(CultureInfo.InvariantCulture)];
        return place.Concat(Enumerable.Range(0, RunMeasures.Names.Count)
            .Select(measure => policy.At(point, run => run.Values[measure]))
            .SelectMany(estimate => new[] { Text(estimate.Mean), Text(estimate.Low), Text(estimate.High) }));
    }

    // An interval that does not exist is an empty field.
    private static string Text(double value) => double.IsNaN(value) ? "" : (Math.Round(value, 6) + 0.0).ToString("0.######", CultureInfo.InvariantCulture);
}
