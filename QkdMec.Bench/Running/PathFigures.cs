using System.Globalization;

namespace QkdMec.Bench.Running;

/// <summary>The figures of one path: medians over pairs of rounds.</summary>
internal sealed class PathFigures(string path, IReadOnlyList<(RoundFigures Ours, RoundFigures Bare)> pairs)
{
    /// <summary>The line that tools read.</summary>
    public string RatioLine => Text($"ratio {path} {OursRate / BareRate:0.000} ours {OursRate:0}/s bare {BareRate:0}/s");

    /// <summary>What a reader needs to judge it: CPU time beside the number of cores, and how far the pairs lie apart.</summary>
    public string DetailLine => Text(
        $"cpu {path} ours {Median(pair => pair.Ours.CpuMicroseconds):0.0} us bare {Median(pair => pair.Bare.CpuMicroseconds):0.0} us a request of server CPU, {Environment.ProcessorCount} cores; ratio by pairs {Quantile(0):0.000} to {Quantile(1):0.000}, median {Quantile(0.5):0.000} of {pairs.Count}");

    private double OursRate => Median(pair => pair.Ours.Rate);

    private double BareRate => Median(pair => pair.Bare.Rate);

    private double Median(Func<(RoundFigures Ours, RoundFigures Bare), double> figure) => Quantile(figure, 0.5);

    private double Quantile(double share) => Quantile(pair => pair.Ours.Rate / pair.Bare.Rate, share);

    private double Quantile(Func<(RoundFigures Ours, RoundFigures Bare), double> figure, double share)
    {
        var sorted = pairs.Select(figure).Order().ToList();
        var at = share * (sorted.Count - 1);
        var (below, above) = (sorted[(int)Math.Floor(at)], sorted[(int)Math.Ceiling(at)]);
        return below + ((above - below) * (at - Math.Floor(at)));
    }

    private static string Text(FormattableString line) => line.ToString(CultureInfo.InvariantCulture);
}
