namespace QkdMec.Client.Placements;

/// <summary>A mean of independent runs with its 95 % confidence interval (Student).</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Half">Half of the interval's width; not a number with a single run.</param>
internal readonly record struct Estimate(double Mean, double Half)
{
    private const double Normal = 1.959963985;

    // The quantile's exact values where the expansion below is off by more than 1 %.
    private static readonly double[] Few = [12.706, 4.3027, 3.1824, 2.7764];

    /// <summary>The lower end.</summary>
    public double Low => Mean - Half;

    /// <summary>The upper end.</summary>
    public double High => Mean + Half;

    /// <summary>The estimate of some runs, at least one.</summary>
    public static Estimate Of(IReadOnlyList<double> runs)
    {
        var mean = runs.Average();
        if (runs.Count < 2)
        {
            return new Estimate(mean, double.NaN);
        }

        var variance = runs.Sum(run => (run - mean) * (run - mean)) / (runs.Count - 1);
        return new Estimate(mean, Quantile(runs.Count - 1) * Math.Sqrt(variance / runs.Count));
    }

    // Student's 97.5 % quantile by the expansion of Cornish and Fisher.
    private static double Quantile(int freedom)
    {
        if (freedom <= Few.Length)
        {
            return Few[freedom - 1];
        }

        var (square, one) = (Normal * Normal, 1.0 / freedom);
        var first = Normal * (square + 1) / 4;
        var second = Normal * ((((5 * square) + 16) * square) + 3) / 96;
        var third = Normal * ((((((3 * square) + 19) * square) + 17) * square) - 15) / 384;
        return Normal + (one * (first + (one * (second + (one * third)))));
    }
}
