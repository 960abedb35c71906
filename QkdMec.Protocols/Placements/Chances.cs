namespace QkdMec.Protocols.Placements;

/// <summary>Draws from chance.</summary>
public static class Chances
{
    /// <summary>A number from 0 to below 1.</summary>
    public static double Fraction(this IChance chance) => (chance.Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A number from 0 to below <paramref name="count"/>.</summary>
    public static int Below(this IChance chance, int count) => (int)(chance.Fraction() * count);

    /// <summary>One of those with the least key; all of them alike.</summary>
    public static T Least<T>(this IChance chance, IReadOnlyList<T> among, Func<T, double> key)
    {
        var least = among.Min(key);
        var equal = among.Where(candidate => key(candidate) <= least + PlacementBoard.Crumb).ToList();
        return equal[chance.Below(equal.Count)];
    }
}
