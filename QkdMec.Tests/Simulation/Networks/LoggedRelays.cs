using QkdMec.Grains.TrustedRelays;

namespace QkdMec.Tests.Simulation.Networks;

/// <summary>The grains as a relay reaches them: each frame to another relay is noted on its way.</summary>
internal sealed class LoggedRelays(IGrainFactory grains, RelayLog log) : IGrainFactory
{
    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey
    {
        var grain = grains.GetGrain<TGrainInterface>(primaryKey, grainClassNamePrefix);
        return grain is ITrustedRelayGrain relay ? (TGrainInterface)(object)new LoggedRelay(relay, log) : grain;
    }

    private sealed class LoggedRelay(ITrustedRelayGrain relay, RelayLog log) : ITrustedRelayGrain
    {
        public Task<RelayOutcome> ForwardAsync(RelayFrame frame, CancellationToken cancellationToken)
        {
            log.FrameSent(frame);
            return relay.ForwardAsync(frame, cancellationToken);
        }
    }
}
