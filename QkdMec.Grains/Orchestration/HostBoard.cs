using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.MecHosts;
using QkdMec.Grains.MecHosts.Registries;
using QkdMec.Grains.QkdNetworks;

namespace QkdMec.Grains.Orchestration;

/// <summary>The orchestrator's picture of all hosts for a client; asked anew when it is too old.</summary>
internal sealed class HostBoard(MecOptions options, INetworkDirectory network, TimeProvider time)
{
    private readonly HostRosterReader rosters = new(options, time);
    private readonly Dictionary<KmeId, (long TakenAt, ImmutableArray<HostPicture> Hosts)> taken = [];

    /// <summary>All hosts in ordinal order of their keys, as they were at most <paramref name="age"/> ago.</summary>
    public async Task<ImmutableArray<HostPicture>> LookAsync(
        KmeId client, TimeSpan age, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (taken.TryGetValue(client, out var known) && time.GetElapsedTime(known.TakenAt) < age)
        {
            return known.Hosts;
        }

        var hops = TopologyHops.From(client, network.Topology);
        var listed = await ListAsync(grains, cancellationToken);
        var keys = listed.Select(host => host.Description.Kme).Distinct().ToDictionary(
            kme => kme, kme => AskAsync(grains.GetGrain<IQkdNetworkGrain>(NetworkKeys.Network).GetAvailabilityAsync(client, kme, cancellationToken)));
        var pictures = listed.Select(async host => new HostPicture(
            host.Description,
            await AskAsync(grains.GetGrain<IMecHostGrain>(host.Entry.Host.ToGrainKey()).GetStatusAsync(cancellationToken)),
            await keys[host.Description.Kme],
            hops.GetValueOrDefault(host.Description.Kme, int.MaxValue)) { State = host.Entry.State });
        ImmutableArray<HostPicture> hosts = [.. await Task.WhenAll(pictures)];
        taken[client] = (time.GetTimestamp(), hosts);
        return hosts;
    }

    /// <summary>The hosts that are listed, in ordinal order of their keys.</summary>
    public async Task<ImmutableArray<(HostEntry Entry, HostDescription Description)>> ListAsync(IGrainFactory grains, CancellationToken cancellationToken) =>
        [.. (await rosters.ReadAsync(grains, cancellationToken)).Hosts.Select(entry => (entry, entry.Describe(options)))];

    /// <summary>The next look is a fresh one.</summary>
    public void Forget() => taken.Clear();

    // One host or the network that is silent leaves a gap in the picture; the others can still be chosen.
    private async Task<T?> AskAsync<T>(Task<T> call)
        where T : class
    {
        try
        {
            return await call.WaitAsync(options.CallWithin, time);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return null;
        }
    }
}
