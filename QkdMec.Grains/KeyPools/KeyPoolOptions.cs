namespace QkdMec.Grains.KeyPools;

/// <summary>How key pools behave. One instance for all pools of a silo.</summary>
public sealed record KeyPoolOptions
{
    /// <summary>Bytes of key kept in one directed pool; no block is made beyond it. 4 MiB, that is 131 072 keys of 256 bits, from 4 KiB to 64 GiB.</summary>
    public long CapacityBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>How long a block is leased after its first lease, how long a lease is used, and how long a key can be fetched at least. 1 h, from 10 s to 30 d.</summary>
    public TimeSpan TimeToLive { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long the other end may take on the key path. 1 s, from 10 ms to 1.5 s: the key API answers within 2 s whatever is dead.</summary>
    public TimeSpan PeerTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the other end may take to compare a block. 5 s, from 10 ms to 1 min.</summary>
    public TimeSpan OfferTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often used and expired blocks are destroyed. 10 s, from 1 s to 1 h; a granted lease must be loaded within it.</summary>
    public TimeSpan SweepPeriod { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a peer that did not answer is taken for dead without asking again. 250 ms, from 0 to 10 s.</summary>
    public TimeSpan UnreachablePause { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>What is wrong with these options, each with its remedy; empty when nothing is.</summary>
    public IEnumerable<string> Faults()
    {
        if (CapacityBytes is < 4096 or > 64L * 1024 * 1024 * 1024)
        {
            yield return $"CapacityBytes is {CapacityBytes}: choose 4096 to 68719476736";
        }

        foreach (var (name, value, least, most) in Periods())
        {
            if (value < least || value > most)
            {
                yield return $"{name} is {value}: choose {least} to {most}";
            }
        }
    }

    private IEnumerable<(string Name, TimeSpan Value, TimeSpan Least, TimeSpan Most)> Periods() =>
    [
        (nameof(TimeToLive), TimeToLive, TimeSpan.FromSeconds(10), TimeSpan.FromDays(30)),
        (nameof(PeerTimeout), PeerTimeout, TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(1.5)),
        (nameof(OfferTimeout), OfferTimeout, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1)),
        (nameof(SweepPeriod), SweepPeriod, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)),
        (nameof(UnreachablePause), UnreachablePause, TimeSpan.Zero, TimeSpan.FromSeconds(10)),
    ];
}
