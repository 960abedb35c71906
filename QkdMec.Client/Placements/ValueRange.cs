using System.Globalization;
using QkdMec.Protocols.Placements;

namespace QkdMec.Client.Placements;

/// <summary>Values drawn uniformly between two bounds, which may be the same.</summary>
/// <param name="Least">The lower bound.</param>
/// <param name="Most">The upper bound.</param>
internal readonly record struct ValueRange(double Least, double Most)
{
    /// <summary>One of them.</summary>
    public double Draw(IChance chance) => Least == Most ? Least : Least + ((Most - Least) * chance.Fraction());

    /// <summary>Reads <c>5</c> or <c>3:7</c>.</summary>
    public static bool TryParse(string text, out ValueRange range)
    {
        var bounds = text.Split(':').Select(bound => double.TryParse(bound, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : double.NaN).ToArray();
        range = bounds.Length > 2 ? default : new ValueRange(bounds[0], bounds[^1]);
        return bounds.Length <= 2 && bounds.All(double.IsFinite) && range.Least <= range.Most;
    }
}
