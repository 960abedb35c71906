using QkdMec.Bench.Servers;
using QkdMec.Bench.Sides;

namespace QkdMec.Bench.Running;

/// <summary>What must not cost more when there is much of it.</summary>
internal static class ScaledPaths
{
    private const int KeyBytes = 32;
    private const int RelayedBlockBytes = 32 * 1024;
    private const int BlocksInHand = 4;

    /// <summary>Their names and how they are made; the share shrinks what they hold, to try them out.</summary>
    public static IReadOnlyList<(string Name, Func<double, IComparison> Make)> All { get; } =
    [
        ("enc_keys-10-hops", share => new ShapeComparison(Chain(share, 10), Chain(share, 1), KeyOperation.Enc, isInBursts: false)),
        ("enc_keys-10000-pairs", share => new ShapeComparison(
            SystemShape.Standard with { Masters = 32, Slaves = Shrunk(313, share) }, SystemShape.Standard with { Masters = 2, Slaves = 5 }, KeyOperation.Enc, isInBursts: false)),
        ("enc_keys-1000000-keys", share => new ShapeComparison(Stock(Shrunk(1_000_000, share)), Stock(1_000), KeyOperation.Enc, isInBursts: true)),
        ("dec_keys-1000000-keys", share => new ShapeComparison(Stock(Shrunk(1_000_000, share)), Stock(1_000), KeyOperation.Dec, isInBursts: true)),
    ];

    private static SystemShape Chain(double share, int hops) =>
        new(hops, 1, 1, Math.Max(RelayedBlockBytes * 8L, (long)(SystemShape.Standard.StoredBytes * share)), RelayedBlockBytes);

    /// <summary>So many keys besides what a burst draws: leases of whole blocks are in hand while it runs.</summary>
    private static SystemShape Stock(int keys) => new(1, 1, 1, ((long)keys * KeyBytes) + (BlocksInHand * RelayedBlockBytes), RelayedBlockBytes);

    private static int Shrunk(int number, double share) => Math.Max(1, (int)(number * share));
}
