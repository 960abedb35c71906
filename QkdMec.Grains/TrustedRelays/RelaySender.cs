using Microsoft.Extensions.Options;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Grains.QkdNetworks.Watching;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Grains.TrustedRelays;

/// <summary>Sends a block one hop on, under a fresh pad. There is no resend: what does not arrive is given up with its pads (ADR 0006).</summary>
internal sealed class RelaySender(
    INetworkDirectory directory, IGrainFactory grains, NetworkTeller network, TimeProvider time, IOptions<TrustedRelayOptions> options)
{
    /// <summary>Sends the block to the header's receiver; the caller keeps the block and zeroes it.</summary>
    public async Task<RelayOutcome> SendAsync(
        IPadSource pads, RelayHeader header, KeyMaterial block, CancellationToken cancellationToken)
    {
        var pad = await pads.TakeAsync(header.Receiver, RelaySeal.PadBytes(block.Length), cancellationToken);
        if (pad is null)
        {
            await network.TellFailureAsync(header.Sender, header.Receiver);
            return RelayOutcome.NoPad;
        }

        RelayFrame frame;
        using (pad.Bytes)
        {
            frame = RelaySeal.Seal(header, block.Span, pad);
        }

        try
        {
            var receiver = grains.GetGrain<ITrustedRelayGrain>(directory.Topology.Locate(header.Receiver).ToGrainKey());
            return await receiver.ForwardAsync(frame, cancellationToken).WaitAsync(TimeFor(header), time, cancellationToken);
        }
        catch (Exception fault) when (fault is TimeoutException or OrleansException)
        {
            await network.TellFailureAsync(header.Sender, header.Receiver);
            return RelayOutcome.Unreachable;
        }
    }

    /// <summary>The part of the time that the rest of the route has: a hop behind gives up earlier than those before it, so that who tells of it knows.</summary>
    private TimeSpan TimeFor(RelayHeader header) =>
        options.Value.HopTimeout * (header.Route.Hops.Length - header.Hop) / (header.Route.Hops.Length - 1);
}
