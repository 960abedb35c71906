namespace QkdMec.Functions.Training;

/// <summary>Numbers that look random and follow from the seed alone (SplitMix64, Steele et al. 2014), the same on every platform.</summary>
internal sealed class SeededSequence(ulong seed)
{
    private ulong state = seed;

    public ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>A number from 0 up to, not including, 1.</summary>
    /// <returns>The number.</returns>
    public double NextUnit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A number of the standard normal distribution (Box and Muller).</summary>
    /// <returns>The number.</returns>
    public double NextNormal() => Math.Sqrt(-2 * Math.Log(1 - NextUnit())) * Math.Cos(2 * Math.PI * NextUnit());

    /// <summary>Puts the items in another order (Fisher and Yates).</summary>
    /// <param name="items">The items.</param>
    public void Shuffle(Span<int> items)
    {
        for (var last = items.Length - 1; last > 0; last--)
        {
            var other = (int)(NextUnit() * (last + 1));
            (items[last], items[other]) = (items[other], items[last]);
        }
    }
}
