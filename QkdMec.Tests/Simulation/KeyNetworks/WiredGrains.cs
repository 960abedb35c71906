using QkdMec.Grains.TrustedRelays;

namespace QkdMec.Tests.Simulation.KeyNetworks;

/// <summary>The grains as a relay reaches them: those of other relays over the <see cref="Wire"/>.</summary>
internal sealed class WiredGrains(IGrainFactory grains, Wire wire) : IGrainFactory
{
    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey
    {
        var grain = grains.GetGrain<TGrainInterface>(primaryKey, grainClassNamePrefix);
        return grain is ITrustedRelayGrain relay ? (TGrainInterface)(object)new WiredRelay(relay, primaryKey, wire) : grain;
    }

    private sealed class WiredRelay(ITrustedRelayGrain relay, string key, Wire wire) : ITrustedRelayGrain
    {
        public Task<RelayOutcome> ForwardAsync(RelayFrame frame, CancellationToken cancellationToken) => wire.CarryAsync(relay, key, frame, cancellationToken);
    }
}
