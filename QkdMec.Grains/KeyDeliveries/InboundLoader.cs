using System.Collections.Immutable;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.KeyVaults;

namespace QkdMec.Grains.KeyDeliveries;

/// <summary>Brings blocks of one inbound pool into memory, in its epoch and in the run of the listener as they are now.</summary>
internal sealed class InboundLoader(InboundBlocks blocks, MarkWriter writer)
{
    /// <summary>Whether of each range's block it is known that it is served here or that there is none. Within the lock of the blocks.</summary>
    public bool AreKnown(IEnumerable<Lease> ranges, LoadedBlocks loaded) =>
        ranges.All(range => blocks.Find(range.Block) is not null || loaded.Absent.Contains(range.Block));

    /// <summary>Brings blocks into memory. One that is not there afterwards and not absent either was dropped with an ended run: look again.</summary>
    /// <exception cref="KeyVaultException">The vault failed: nothing is known of the blocks.</exception>
    public async Task<LoadedBlocks> LoadAsync(ImmutableArray<long> numbers)
    {
        var changed = await blocks.FollowAsync(writer.FlushAsync);
        var absent = ImmutableArray<long>.Empty;
        foreach (var number in numbers)
        {
            bool isThere;
            lock (blocks.Gate)
            {
                isThere = blocks.Find(number) is not null;
            }

            if (!isThere)
            {
                changed = true;
                absent = await blocks.LoadAsync(number) ? absent : absent.Add(number);
            }
        }

        return new LoadedBlocks(changed, absent);
    }
}
