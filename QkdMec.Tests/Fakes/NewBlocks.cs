using QkdMec.Grains.KeyPools;
using QkdMec.Grains.KeyVaults;

namespace QkdMec.Tests.Fakes;

/// <summary>Blocks as tests store them: made by a link, at one time.</summary>
internal static class NewBlocks
{
    public static readonly BlockProvenance Provenance = new(BlockOrigin.Link, DateTimeOffset.UnixEpoch + TimeSpan.FromDays(400));

    public static NewBlock Of(BlockKey block, BlockState state = BlockState.Committed) => new(block, state, Provenance);
}
