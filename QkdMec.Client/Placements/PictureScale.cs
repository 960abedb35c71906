namespace QkdMec.Client.Placements;

/// <summary>One axis of a picture: its range and where its ticks stand.</summary>
/// <param name="Low">Where it begins: a multiple of the step.</param>
/// <param name="High">Where it ends.</param>
/// <param name="Step">From tick to tick: 1, 2 or 5 times a power of 10.</param>
internal sealed record PictureScale(double Low, double High, double Step)
{
    private const int Ticked = 6;

    /// <summary>An axis that holds both values.</summary>
    public static PictureScale From(double least, double most)
    {
        var span = most > least ? most - least : Math.Max(Math.Abs(most), 1);
        var power = Math.Pow(10, Math.Floor(Math.Log10(span / Ticked)));
        var step = new[] { 1, 2, 5, 10 }.Select(factor => factor * power).First(candidate => span / candidate <= Ticked);
        var low = Math.Floor((least / step) + 1e-9) * step;
        return new PictureScale(low, Math.Max(most, low + step), step);
    }

    /// <summary>Where the ticks stand.</summary>
    public IEnumerable<double> Ticks() => Enumerable.Range(0, (int)Math.Floor(((High - Low) / Step) + 1e-9) + 1).Select(tick => Math.Round(Low + (tick * Step), 10));

    /// <summary>Where a value stands: 0 at the beginning, 1 at the end.</summary>
    public double PlaceOf(double value) => (value - Low) / (High - Low);
}
