using Microsoft.Extensions.Options;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.QkdLinks.Modules;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Grains.TrustedRelays;

namespace QkdMec.Grains.Kmes;

/// <summary>Has a block made for the directed pool of a pair that has less than its share of the demand. Runs at the coordinating KME.</summary>
internal sealed class KmeSupply(LinkSessions sessions, PoolReader pools, TimeProvider time, IOptions<KmeOptions> options, IOptions<QkdNetworkOptions> network)
{
    /// <summary>A block of a link.</summary>
    public async Task<SupplyStatus> FromLinkAsync(KmeAddress self, IQkdModule module, int bytes, CancellationToken cancellationToken)
    {
        if (!module.HasSession && !await sessions.OpenAsync(module, cancellationToken))
        {
            return SupplyStatus.PeerUnreachable;
        }

        var status = await MakeAsync(self, module.Link.Larger, new BlockSupply(module.Link, null, bytes), cancellationToken);
        if (status is SupplyStatus.NoMaterial or SupplyStatus.Mismatch)
        {
            // The other end may have started again and forgotten the session: the next block opens a new one.
            await sessions.OpenAsync(module, cancellationToken);
        }

        return status;
    }

    /// <summary>A block that travels along a route, or in shares along several: as many as its pair must have, and never fewer.</summary>
    public async Task<SupplyStatus> AlongPathsAsync(KmeAddress self, RelayPaths paths, int bytes, CancellationToken cancellationToken) =>
        paths.Routes.Length == network.Value.RoutesOf(LinkId.Between(self.Kme, paths.Receiver))
            ? await MakeAsync(self, paths.Receiver, new BlockSupply(null, paths, bytes), cancellationToken)
            : SupplyStatus.Refused;

    private async Task<SupplyStatus> MakeAsync(KmeAddress self, KmeId remote, BlockSupply supply, CancellationToken cancellationToken)
    {
        var (outbound, inbound) = await pools.ReadPairAsync(self, remote, cancellationToken);
        if (outbound is null || inbound is null)
        {
            return SupplyStatus.PeerUnreachable;
        }

        if (DirectionChoice.Choose(outbound, inbound, supply.Bytes) is not { } direction)
        {
            return SupplyStatus.Full;
        }

        try
        {
            var pool = new PoolId(self.Site, self.Kme, remote, direction);
            return await pools.At(pool).SupplyAsync(supply, cancellationToken).WaitAsync(options.Value.SupplyTimeout, time, cancellationToken);
        }
        catch (Exception fault) when (fault is TimeoutException or OrleansException)
        {
            return SupplyStatus.PeerUnreachable;
        }
    }
}
