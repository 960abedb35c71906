using System.Globalization;
using System.Text;

namespace QkdMec.Client.Placements;

/// <summary>The outcome as a picture (SVG): the share of admitted applications over the axis, a line for each policy, with its 95 % confidence intervals.</summary>
internal sealed class SeriesPicture(Campaign campaign, IReadOnlyList<PolicySeries> series)
{
    private const double Left = 70;
    private const double Top = 40;
    private const double Width = 620;
    private const double Height = 400;
    private const double LegendWidth = 150;

    // Policies that admit alike would hide each other's intervals: each stands a little beside its point.
    private const double Spread = 36;

    // Told apart also by who sees few colours: eight hues by M. Okabe and K. Ito, then dashed.
    private static readonly string[] Hues = ["#000000", "#e69f00", "#56b4e9", "#009e73", "#cc79a7", "#0072b2", "#d55e00", "#999999"];
    private static readonly string[] Dashes = ["", " stroke-dasharray=\"7 4\"", " stroke-dasharray=\"2 3\""];

    private readonly StringBuilder svg = new();
    private readonly PictureScale across = PictureScale.From(campaign.Model.Points.Min(), campaign.Model.Points.Max());
    private readonly PictureScale up = PictureScale.From(LowestOf(series), 1);

    private string AxisName => campaign.Model.Axis == "apps" ? "applications offered" : campaign.Model.Axis.Replace('_', ' ');

    /// <summary>The picture.</summary>
    public string Write()
    {
        Add($"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{Left + Width + LegendWidth}\" height=\"{Top + Height + 60}\" font-family=\"sans-serif\" font-size=\"13\">");
        Add($"<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>");
        Add($"<text x=\"{Left}\" y=\"24\" font-size=\"15\">Share of applications admitted, {campaign.Model.Name} model, {campaign.Runs} runs, 95 % confidence</text>");
        DrawAxes();
        for (var place = 0; place < series.Count; place++)
        {
            DrawSeries(series[place], place);
        }

        // In the order in which the lines end, so that a name stands near its line.
        foreach (var (policy, row) in series.OrderByDescending(policy => policy.At(policy.Points.Count - 1, run => run.Admitted).Mean).Select((policy, row) => (policy, row)))
        {
            DrawName(policy, row);
        }

        Add($"</svg>");
        return svg.ToString();
    }

    private static double LowestOf(IReadOnlyList<PolicySeries> series)
    {
        var estimates = series.SelectMany(policy => Enumerable.Range(0, policy.Points.Count).Select(point => policy.At(point, run => run.Admitted)));
        return Math.Max(0, estimates.Min(estimate => double.IsNaN(estimate.Low) ? estimate.Mean : estimate.Low));
    }

    private void DrawAxes()
    {
        foreach (var tick in up.Ticks())
        {
            Add($"<line x1=\"{Left}\" x2=\"{Left + Width}\" y1=\"{Y(tick)}\" y2=\"{Y(tick)}\" stroke=\"#dddddd\"/>");
            Add($"<text x=\"{Left - 8}\" y=\"{Y(tick) + 4}\" text-anchor=\"end\">{tick:0.####}</text>");
        }

        foreach (var tick in across.Ticks())
        {
            Add($"<line x1=\"{X(tick)}\" x2=\"{X(tick)}\" y1=\"{Top + Height}\" y2=\"{Top + Height + 5}\" stroke=\"#000000\"/>");
            Add($"<text x=\"{X(tick)}\" y=\"{Top + Height + 20}\" text-anchor=\"middle\">{tick:0.####}</text>");
        }

        Add($"<path d=\"M{Left} {Top}V{Top + Height}H{Left + Width}\" fill=\"none\" stroke=\"#000000\"/>");
        Add($"<text x=\"{Left + (Width / 2)}\" y=\"{Top + Height + 44}\" text-anchor=\"middle\">{AxisName}</text>");
    }

    private void DrawSeries(PolicySeries policy, int place)
    {
        var (hue, dash) = StyleOf(place);
        var aside = series.Count > 1 ? Spread * ((place / (series.Count - 1.0)) - 0.5) : 0;
        var points = policy.Points.Select((value, point) => (X: Math.Round(X(value) + aside, 2), Estimate: policy.At(point, run => run.Admitted))).ToList();
        var line = string.Join(' ', points.Select(point => Text($"{point.X},{Y(point.Estimate.Mean)}")));
        Add($"<polyline points=\"{line}\" fill=\"none\" stroke=\"{hue}\" stroke-width=\"1.8\"{dash}/>");
        foreach (var (x, estimate) in points)
        {
            Add($"<circle cx=\"{x}\" cy=\"{Y(estimate.Mean)}\" r=\"2.5\" fill=\"{hue}\"/>");
            if (!double.IsNaN(estimate.Half))
            {
                Add($"<path d=\"M{x - 2} {Y(estimate.High)}h4m-2 0V{Y(estimate.Low)}m-2 0h4\" fill=\"none\" stroke=\"{hue}\"/>");
            }
        }
    }

    private void DrawName(PolicySeries policy, int row)
    {
        var (hue, dash) = StyleOf(series.TakeWhile(other => other != policy).Count());
        var y = Top + 10 + (row * 20);
        Add($"<line x1=\"{Left + Width + 15}\" x2=\"{Left + Width + 45}\" y1=\"{y}\" y2=\"{y}\" stroke=\"{hue}\" stroke-width=\"1.8\"{dash}/>");
        Add($"<text x=\"{Left + Width + 52}\" y=\"{y + 4}\">{policy.Policy}</text>");
    }

    private static (string Hue, string Dash) StyleOf(int place) => (Hues[place % Hues.Length], Dashes[place / Hues.Length % Dashes.Length]);

    private double X(double value) => Math.Round(Left + (Spread / 2) + 4 + ((Width - Spread - 8) * across.PlaceOf(value)), 2);

    private double Y(double value) => Math.Round(Top + (Height * (1 - up.PlaceOf(value))), 2);

    private void Add(FormattableString element) => svg.Append(Text(element)).Append('\n');

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
