namespace QkdMec.Protocols.Placements;

/// <summary>
/// Chance that is the same for the same seed, on every machine and in every version: SplitMix64 (Steele, Lea, Flood, OOPSLA 2014). It draws models and keeps no secret.
/// </summary>
public sealed class SeededChance : IChance
{
    private const ulong Step = 0x9E3779B97F4A7C15;

    private ulong state;

    /// <summary>One of the independent streams of a seed.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="stream">Which stream, so that a draw more in one does not shift the others.</param>
    public SeededChance(ulong seed, ulong stream) => state = Mix(Mix(seed + Step) + ((stream + 1) * Step));

    /// <inheritdoc/>
    public ulong Next() => Mix(state += Step);

    private static ulong Mix(ulong bits)
    {
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }
}
