using System.Globalization;

namespace QkdMec.Bench.Running;

/// <summary>The figures of one path: medians over pairs of rounds.</summary>
internal sealed class PathFigures(string path, IReadOnlyList<(RoundFigures Ours, RoundFigures Other)> pairs)
{
    /// <summary>The line that tools read.</summary>
    public string RatioLine => Text($"ratio {path} {OursRate / BareRate:0.000} ours {OursRate:0}/s bare {BareRate:0}/s");

    /// <summary>What a reader needs to judge it: CPU time beside the number of cores, and how far the pairs lie apart.</summary>
    public string DetailLine => Text(
        $"cpu {path} ours {Median(pair => pair.Ours.CpuMicroseconds):0.0} us bare {Median(pair => pair.Other.CpuMicroseconds):0.0} us a request of server CPU, {Environment.ProcessorCount} cores; ratio by pairs {Quantile(0):0.000} to {Quantile(1):0.000}, median {Quantile(0.5):0.000} of {pairs.Count}");

    /// <summary>The line that tools read, of a path that compares the product with itself: what a request costs with much over what it costs with little.</summary>
    public string CostLine => Text($"ratio {path} {BareRate / OursRate:0.000} ours {OursRate:0}/s base {BareRate:0}/s");

    /// <summary>The same in CPU time and in what half of the requests took at most.</summary>
    public string CostDetailLine => Text(
        $"cpu {path} ours {Median(pair => pair.Ours.CpuMicroseconds):0.0} us base {Median(pair => pair.Other.CpuMicroseconds):0.0} us a request of server CPU, ratio {Median(pair => pair.Ours.CpuMicroseconds / pair.Other.CpuMicroseconds):0.000}; p50 ours {Median(pair => pair.Ours.MedianMicroseconds):0} us base {Median(pair => pair.Other.MedianMicroseconds):0} us, ratio {Median(pair => pair.Ours.MedianMicroseconds / pair.Other.MedianMicroseconds):0.000}; {Environment.ProcessorCount} cores; cost by pairs {1 / Quantile(1):0.000} to {1 / Quantile(0):0.000}, median {1 / Quantile(0.5):0.000} of {pairs.Count}");

    /// <summary>The line that tools read, of a path that compares two silos with one.</summary>
    public string SiloLine => Text($"ratio {path} {OursRate / BareRate:0.000} two {OursRate:0}/s one {BareRate:0}/s");

    /// <summary>The same in CPU time of all silos together.</summary>
    public string SiloDetailLine => Text(
        $"cpu {path} two {Median(pair => pair.Ours.CpuMicroseconds):0.0} us one {Median(pair => pair.Other.CpuMicroseconds):0.0} us a request of server CPU; p50 two {Median(pair => pair.Ours.MedianMicroseconds):0} us one {Median(pair => pair.Other.MedianMicroseconds):0} us; {Environment.ProcessorCount} cores; ratio by pairs {Quantile(0):0.000} to {Quantile(1):0.000}, median {Quantile(0.5):0.000} of {pairs.Count}");

    private double OursRate => Median(pair => pair.Ours.Rate);

    private double BareRate => Median(pair => pair.Other.Rate);

    private double Median(Func<(RoundFigures Ours, RoundFigures Other), double> figure) => Quantile(figure, 0.5);

    private double Quantile(double share) => Quantile(pair => pair.Ours.Rate / pair.Other.Rate, share);

    private double Quantile(Func<(RoundFigures Ours, RoundFigures Other), double> figure, double share)
    {
        var sorted = pairs.Select(figure).Order().ToList();
        var at = share * (sorted.Count - 1);
        var (below, above) = (sorted[(int)Math.Floor(at)], sorted[(int)Math.Ceiling(at)]);
        return below + ((above - below) * (at - Math.Floor(at)));
    }

    private static string Text(FormattableString line) => line.ToString(CultureInfo.InvariantCulture);
}
