using QkdMec.Grains.Identity;
using QkdMec.Grains.TrustedRelays;

namespace QkdMec.Grains.QkdNetworks.Refilling;

/// <summary>Blocks to make for one pair, and the routes that the first of them takes.</summary>
internal sealed record RefillTask(LinkId Pair, RelayPaths Paths, int Blocks, int BlockBytes)
{
    /// <summary>The pad that each block takes on every hop.</summary>
    public int PadBytes => RelaySeal.PadBytes(BlockBytes);
}
