using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Grains.TrustedRelays;

/// <summary>
/// Relayed blocks that arrived at one site and were not yet offered. In memory, site-local and bounded: a block nobody asks for is
/// zeroed when others need its room. Safe for concurrent use.
/// </summary>
internal sealed class RelayStaging(int capacityBytes) : IDisposable
{
    // A block that is not asked for while this many others come and go was given up by its maker.
    private const int MaxPlaces = 1024;

    private readonly Lock gate = new();
    private readonly Dictionary<Place, KeyMaterial> blocks = [];
    private readonly Queue<Place> order = new();
    private long bytes;

    /// <summary>How many blocks wait.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return blocks.Count;
            }
        }
    }

    /// <summary>Keeps a block, which is the staging's from here on. False: one stands in its place already, so it was zeroed.</summary>
    public bool Keep(PoolId pool, BlockKey block, KeyMaterial bytesOfBlock)
    {
        lock (gate)
        {
            var place = new Place(pool, block);
            if (bytesOfBlock.Length > capacityBytes || !blocks.TryAdd(place, bytesOfBlock))
            {
                bytesOfBlock.Dispose();
                return false;
            }

            order.Enqueue(place);
            bytes += bytesOfBlock.Length;
            MakeRoom();
            return true;
        }
    }

    /// <summary>Hands a block over, once; the caller owns it. Null: it is not there.</summary>
    public KeyMaterial? Take(PoolId pool, BlockKey block)
    {
        lock (gate)
        {
            return Remove(new Place(pool, block));
        }
    }

    /// <summary>Zeroes everything.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            foreach (var block in blocks.Values)
            {
                block.Dispose();
            }

            blocks.Clear();
            order.Clear();
            bytes = 0;
        }
    }

    // The queue also holds places that were taken.
    private void MakeRoom()
    {
        while (bytes > capacityBytes || order.Count > MaxPlaces || (order.TryPeek(out var oldest) && !blocks.ContainsKey(oldest)))
        {
            Remove(order.Dequeue())?.Dispose();
        }
    }

    private KeyMaterial? Remove(Place place)
    {
        if (blocks.Remove(place, out var block))
        {
            bytes -= block.Length;
        }

        return block;
    }

    private readonly record struct Place(PoolId Pool, BlockKey Block);
}
