using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Grains.TrustedRelays;

/// <summary>
/// Relayed blocks, or shares of them, that arrived at one site and were not yet offered. In memory, site-local, one silo's and bounded: a block nobody
/// asks for is zeroed when others need its room, and a restart loses all; the maker is told and makes others. Safe for concurrent use.
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

    /// <summary>Keeps a whole block, see below.</summary>
    public bool Keep(PoolId pool, BlockKey block, KeyMaterial bytesOfBlock) => Keep(new Place(pool, block, 0, 1), bytesOfBlock);

    /// <summary>Keeps a block or a share of it, which is the staging's from here on. False: one stands in its place already, so it was zeroed.</summary>
    public bool Keep(Place place, KeyMaterial bytesOfBlock)
    {
        lock (gate)
        {
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

    /// <summary>Hands a block over, once, joined of its shares; the caller owns it. Null: it is not there, or a share of it is not.</summary>
    public KeyMaterial? Take(PoolId pool, BlockKey block, int shares = 1)
    {
        List<KeyMaterial> found;
        lock (gate)
        {
            found = [.. Enumerable.Range(0, Math.Clamp(shares, 1, RelayPaths.MostRoutes)).Select(share => Remove(new Place(pool, block, share, shares))).OfType<KeyMaterial>()];
        }

        if (found.Count == shares)
        {
            return BlockShares.Join(found);
        }

        found.ForEach(share => share.Dispose());
        return null;
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

    /// <summary>Where a share is kept.</summary>
    public readonly record struct Place(PoolId Pool, BlockKey Block, int Share, int Shares);
}
