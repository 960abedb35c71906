using System.Globalization;

namespace QkdMec.Bench.Memory;

/// <summary>
/// Whether a process stays as large as it is. The samples after the warm-up, a fifth of all, are parted in three: the median of the last part
/// must not exceed that of the first by more than a tenth and an allowance, or, for threads and handles, by more than an allowance.
/// </summary>
internal sealed class FlatRule(IReadOnlyList<ProcessSample> samples)
{
    /// <summary>With fewer samples nothing can be said.</summary>
    public const int LeastSamples = 10;

    private const double Share = 0.1;
    private const double Mebibyte = 1024 * 1024;

    private static readonly (string Name, Func<ProcessSample, double> Of, double Share, double Allowance)[] Figures =
    [
        ("working set, MiB", sample => sample.WorkingSetBytes / Mebibyte, Share, 16),
        ("heap, MiB", sample => sample.HeapBytes / Mebibyte, Share, 4),
        ("threads", sample => sample.Threads, 0, 8),
        ("handles", sample => sample.Handles, 0, 16),
    ];

    /// <summary>One figure each: a name, the first part's median, the last part's, and whether that is flat.</summary>
    public IReadOnlyList<(string Name, double First, double Last, bool IsFlat)> Judge()
    {
        var warm = samples.Skip(samples.Count / 5).ToList();
        var part = warm.Count / 3;
        return
        [
            .. Figures.Select(figure =>
            {
                var (first, last) = (MedianOf(warm.Take(part), figure.Of), MedianOf(warm.TakeLast(part), figure.Of));
                return (figure.Name, first, last, last <= (first * (1 + figure.Share)) + figure.Allowance);
            }),
        ];
    }

    /// <summary>The lines that tell it, the last one being the sum.</summary>
    public static IEnumerable<string> Tell(IReadOnlyList<(string Name, double First, double Last, bool IsFlat)> figures) =>
    [
        .. figures.Select(figure => string.Create(
            CultureInfo.InvariantCulture, $"memory {figure.Name}: {figure.First:0.0} after warm-up, {figure.Last:0.0} at the end: {(figure.IsFlat ? "flat" : "GROWS")}")),
        figures.All(figure => figure.IsFlat) ? "memory flat" : "memory not flat",
    ];

    private static double MedianOf(IEnumerable<ProcessSample> samples, Func<ProcessSample, double> figure)
    {
        var sorted = samples.Select(figure).Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
