using System.Security.Cryptography;
using System.Text;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;

namespace QkdMec.Tests.Fakes;

/// <summary>The pads of a whole network: endless, the same at both ends of each directed pool, cut from blocks of 4096 bytes.</summary>
internal sealed class PadBook
{
    public const int BlockBytes = 4096;

    private readonly Lock gate = new();
    private readonly Dictionary<(KmeId Allocator, KmeId Other), long> marks = [];
    private readonly HashSet<(KmeId Allocator, KmeId Other, long Position)> consumed = [];

    /// <summary>Pools that have no pads left.</summary>
    public HashSet<(KmeId Allocator, KmeId Other)> Exhausted { get; } = [];

    /// <summary>KMEs whose vaults fail, so that they cannot consume.</summary>
    public HashSet<KmeId> Unavailable { get; } = [];

    /// <summary>How many bytes were consumed at the receiving ends.</summary>
    public int ConsumedBytes
    {
        get
        {
            lock (gate)
            {
                return consumed.Count;
            }
        }
    }

    public PadReference Allocate(KmeId allocator, KmeId other, int bytes)
    {
        lock (gate)
        {
            var mark = marks.GetValueOrDefault((allocator, other));
            marks[(allocator, other)] = mark + bytes;
            List<Lease> ranges = [];
            for (var end = mark + bytes; mark < end;)
            {
                var length = (int)Math.Min(BlockBytes - (mark % BlockBytes), end - mark);
                ranges.Add(new Lease(1, mark / BlockBytes, (int)(mark % BlockBytes), length));
                mark += length;
            }

            return new PadReference([.. ranges]);
        }
    }

    public byte[] BytesOf(KmeId allocator, KmeId other, PadReference pad) =>
        [.. pad.Ranges.SelectMany(range => BlockOf(allocator, other, range.Block).Skip(range.Offset).Take(range.Length))];

    public bool IsAllocated(KmeId allocator, KmeId other, PadReference pad)
    {
        lock (gate)
        {
            return PositionsOf(pad).All(position => position < marks.GetValueOrDefault((allocator, other)));
        }
    }

    public bool IsConsumed(KmeId allocator, KmeId other, PadReference pad)
    {
        lock (gate)
        {
            return PositionsOf(pad).Any(position => consumed.Contains((allocator, other, position)));
        }
    }

    public bool Consume(KmeId allocator, KmeId other, PadReference pad)
    {
        lock (gate)
        {
            return !IsConsumed(allocator, other, pad) && PositionsOf(pad).All(position => consumed.Add((allocator, other, position)));
        }
    }

    private static IEnumerable<long> PositionsOf(PadReference pad) =>
        pad.Ranges.SelectMany(range => Enumerable.Range(range.Offset, range.Length).Select(offset => (range.Block * BlockBytes) + offset));

    private static byte[] BlockOf(KmeId allocator, KmeId other, long number) => HKDF.DeriveKey(
        HashAlgorithmName.SHA256, "a pool of a test"u8.ToArray(), BlockBytes, info: Encoding.UTF8.GetBytes($"{allocator}→{other} {number}"));
}
