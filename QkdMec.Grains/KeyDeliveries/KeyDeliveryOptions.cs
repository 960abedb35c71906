using QkdMec.Grains.KeyDeliveries.SharedKeys;
using QkdMec.Grains.KeyListeners;
using QkdMec.Grains.KeyPools;

namespace QkdMec.Grains.KeyDeliveries;

/// <summary>How one KME hands out keys.</summary>
public sealed record KeyDeliveryOptions
{
    /// <summary>The size of a key when the request names none. 32 bytes: 256 bits, what AES-256 takes.</summary>
    public int DefaultKeyBytes { get; init; } = 32;

    /// <summary>The smallest key, in bytes. 8, that is 64 bits: one position of a block.</summary>
    public int MinKeyBytes { get; init; } = 8;

    /// <summary>The largest key, in bytes. 512, that is 4096 bits: the most a key id can say.</summary>
    public int MaxKeyBytes { get; init; } = KeyLocation.MaxLength;

    /// <summary>The most keys in one request. 128, from 1 to 1024: with the largest keys that is 64 KiB of an answer's memory.</summary>
    public int MaxKeysPerRequest { get; init; } = 128;

    /// <summary>
    /// The most additional slaves of one request (<c>max_SAE_ID_count</c>). 8, from 0, which offers none, to 32: each KME among them costs the size of the
    /// keys in pad.
    /// </summary>
    public int MaxAdditionalSaes { get; init; } = 8;

    /// <summary>The smallest lease, in bytes. 4 KiB: what a crash burns of an idle pool.</summary>
    public int MinLeaseBytes { get; init; } = 4096;

    /// <summary>
    /// How much key one pair of SAEs may draw, in bits a second; more is answered 429 with when it can be had. 0: without limit, for what a pool gives is bounded
    /// by its links, and an operator knows which pairs must not take it from others.
    /// </summary>
    public long PairBitsPerSecond { get; init; }

    /// <summary>How much time of that rate a pair may draw at once after a pause. 10 s, from 1 ms to 1 h.</summary>
    public TimeSpan PairBurst { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many pairs of SAEs are remembered, with their quotas, at about 500 bytes each; those not asked for give way. 131 072, from 1024 to 16 777 216.</summary>
    public int MaxKnownPairs { get; init; } = 131_072;

    /// <summary>How long the same SAE may repeat a fetch whose answer was lost. 10 s, from 0 to 1 min.</summary>
    public TimeSpan RepeatWindow { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a consumption mark may wait in memory before it is written. 150 ms, at most 200 ms: what a crash makes fetchable again.</summary>
    public TimeSpan MarkDelay { get; init; } = TimeSpan.FromMilliseconds(150);

    /// <summary>How long a request waits for positions. 1.7 s, at most 1.9 s: the key API answers within 2 s whatever is dead.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(1.7);

    /// <summary>How long a refusal of the pool is repeated without asking again. 100 ms, at most 1 s.</summary>
    public TimeSpan RefusalPause { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How many wrong key ids a SAE may show within <see cref="WrongIdWindow"/>. 100; then every fetch of it is refused until the window ends.</summary>
    public int WrongIdLimit { get; init; } = 100;

    /// <summary>The window of <see cref="WrongIdLimit"/>. 10 s.</summary>
    public TimeSpan WrongIdWindow { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many blocks of a pool are held in memory to fetch from. 256, at 256 KiB each.</summary>
    public int MaxLoadedBlocks { get; init; } = 256;

    /// <summary>
    /// Bytes of keys between the KME's own SAEs that may be stored at once: issued and not yet fetched, or in hand. 64 MiB, that is two million keys of
    /// 256 bits, from 64 KiB to 64 GiB; beyond it such requests are answered 503 until keys are fetched or expire.
    /// </summary>
    public long LocalPoolBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>How the listeners of the site share its blocks.</summary>
    public ListenerOptions Listeners { get; init; } = new();

    /// <summary>What is wrong with these options, each with its remedy; empty when nothing is.</summary>
    public IEnumerable<string> Faults() => OwnFaults().Concat(Listeners.Faults());

    private IEnumerable<string> OwnFaults()
    {
        if (MinKeyBytes < 1 || MaxKeyBytes > KeyLocation.MaxLength || MinKeyBytes > DefaultKeyBytes || DefaultKeyBytes > MaxKeyBytes)
        {
            yield return $"key sizes are {MinKeyBytes} / {DefaultKeyBytes} / {MaxKeyBytes} bytes: choose 1 <= least <= default <= most <= {KeyLocation.MaxLength}";
        }

        foreach (var (name, value, least, most) in Numbers())
        {
            if (value < least || value > most)
            {
                yield return $"{name} is {value}: choose {least} to {most}";
            }
        }

        foreach (var (name, value, most) in Periods())
        {
            if (value < TimeSpan.Zero || value > most)
            {
                yield return $"{name} is {value}: choose 0 to {most}";
            }
        }
    }

    private IEnumerable<(string Name, long Value, long Least, long Most)> Numbers() =>
    [
        (nameof(MaxKeysPerRequest), MaxKeysPerRequest, 1, 1024),
        (nameof(MaxAdditionalSaes), MaxAdditionalSaes, 0, SharedKeyRules.MaxAdditionalSaes),
        (nameof(LocalPoolBytes), LocalPoolBytes, 65536, 64L * 1024 * 1024 * 1024),
        (nameof(MinLeaseBytes), MinLeaseBytes, 1024, BlockLayout.MaxBodyBytes),
        (nameof(MaxLoadedBlocks), MaxLoadedBlocks, 1, int.MaxValue),
        (nameof(WrongIdLimit), WrongIdLimit, 1, int.MaxValue),
        (nameof(PairBitsPerSecond), PairBitsPerSecond, 0, 1L << 40),
        (nameof(PairBurst) + " in milliseconds", (long)PairBurst.TotalMilliseconds, 1, 3_600_000),
        (nameof(MaxKnownPairs), MaxKnownPairs, 1024, 16_777_216),
    ];

    private IEnumerable<(string Name, TimeSpan Value, TimeSpan Most)> Periods() =>
    [
        (nameof(MarkDelay), MarkDelay, TimeSpan.FromMilliseconds(200)),
        (nameof(AnswerTimeout), AnswerTimeout, TimeSpan.FromSeconds(1.9)),
        (nameof(RefusalPause), RefusalPause, TimeSpan.FromSeconds(1)),
        (nameof(RepeatWindow), RepeatWindow, TimeSpan.FromMinutes(1)),
    ];
}
