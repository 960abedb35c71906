using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;

namespace QkdMec.Grains.QkdNetworks.Routing;

/// <summary>
/// Which ends of links are spared: from having no block's pad beyond their reserve until they stand well above it again, so that routes do not flap
/// at the reserve.
/// </summary>
/// <param name="recovery">An end is used again from this multiple of its reserve, 1 or more.</param>
/// <param name="padBytes">The pad of one block.</param>
internal sealed class ReserveWatch(double recovery, int padBytes)
{
    private readonly HashSet<(LinkId Link, KmeId Sender)> spared = [];

    /// <summary>Looks at the pool that one end of a link allocates from; null: it did not answer, which is as good as empty.</summary>
    public LinkStock Look(LinkId link, KmeId sender, KeyPoolStatus? pool, long reserveBytes)
    {
        if (pool is null)
        {
            return new LinkStock(0, reserveBytes, spared.Contains((link, sender)));
        }

        // A reserve that a small pool never exceeds would end all relaying: half of the pool stays usable, and recovery is within reach.
        var reserve = Math.Min(reserveBytes, pool.CapacityBytes / 2);
        var block = Math.Min(padBytes, pool.CapacityBytes / 4);
        var recovered = Math.Max(reserve + block, Math.Min(reserve * recovery, pool.CapacityBytes * 3.0 / 4));
        if (pool.StoredBytes < reserve + block)
        {
            spared.Add((link, sender));
        }
        else if (pool.StoredBytes >= recovered)
        {
            spared.Remove((link, sender));
        }

        return new LinkStock(pool.StoredBytes, reserve, spared.Contains((link, sender)), pool.CapacityBytes);
    }
}
