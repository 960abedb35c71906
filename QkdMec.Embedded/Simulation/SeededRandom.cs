namespace QkdMec.Embedded.Simulation;

/// <summary>A stream of chance that is the same for the same seed on every machine and version (SplitMix64).</summary>
public sealed class SeededRandom(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A number of 64 random bits.</summary>
    public ulong Next()
    {
        var mixed = _state += 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>A number from 0 to below <paramref name="bound"/>.</summary>
    public int Below(int bound) => (int)(Next() % (uint)bound);

    /// <summary>True with this probability.</summary>
    public bool Chance(double probability) => (Next() >> 11) * (1.0 / (1UL << 53)) < probability;

    /// <summary>A time from <paramref name="least"/> to <paramref name="most"/>.</summary>
    public TimeSpan Between(TimeSpan least, TimeSpan most) => least + TimeSpan.FromTicks((long)(Next() % (ulong)(most.Ticks - least.Ticks + 1)));

    /// <summary>Fills the span with random bytes.</summary>
    public void Fill(Span<byte> bytes)
    {
        for (var index = 0; index < bytes.Length; index++)
            bytes[index] = (byte)Next();
    }

    /// <summary>A stream of its own, so that what one part draws does not shift another's.</summary>
    public SeededRandom Fork() => new(Next());
}
