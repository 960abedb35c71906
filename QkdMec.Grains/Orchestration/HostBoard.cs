using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.MecHosts;
using QkdMec.Grains.MecHosts.Registries;
using QkdMec.Grains.Orchestration.Placement;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Protocols.Placements;

namespace QkdMec.Grains.Orchestration;

/// <summary>The orchestrator's picture of all hosts and links; asked anew when it is too old.</summary>
/// <param name="options">The MEC system.</param>
/// <param name="network">Who is where.</param>
/// <param name="time">The clock.</param>
internal sealed class HostBoard(MecOptions options, INetworkDirectory network, TimeProvider time)
{
    private readonly HostRosterReader rosters = new(options, time);
    private readonly Dictionary<KmeId, (PlacementScene Of, ImmutableArray<HostPicture> Hosts)> stored = [];
    private Task<PlacementScene> look = Task.FromResult<PlacementScene>(null!);
    private PlacementScene? latest;
    private (PlacementNetwork Network, IAdmissionPolicy Policy)? shaped;

    /// <summary>What the policy draws from.</summary>
    public ReplayedChance Chance { get; } = new();

    /// <summary>The hosts and links as they were at most <paramref name="age"/> ago; all who need a new picture wait for the same one, but who wants one of now.</summary>
    public async Task<PlacementScene> LookAsync(KmeId client, TimeSpan age, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var scene = latest is { } known && time.GetElapsedTime(known.BegunAt) < age ? known : null;
        if (scene is null && (age == TimeSpan.Zero || look.IsCompleted))
        {
            look = TakeAsync(grains);
        }

        scene ??= await look.WaitAsync(cancellationToken);
        return options.MinStoredBits == 0 ? scene : scene with { Hosts = await WithKeysAsync(scene, client, grains) };
    }

    /// <summary>The hosts that are listed, in ordinal order of their keys.</summary>
    public async Task<ImmutableArray<(HostEntry Entry, HostDescription Description)>> ListAsync(IGrainFactory grains, CancellationToken cancellationToken) =>
        [.. (await rosters.ReadAsync(grains, cancellationToken)).Hosts.Select(entry => (entry, entry.Describe(options)))];

    /// <summary>A picture was wrong: the next look is a fresh one.</summary>
    public void Forget() => latest = null;

    private async Task<PlacementScene> TakeAsync(IGrainFactory grains)
    {
        var begunAt = time.GetTimestamp();
        var horizon = PlacementPolicies.CountsStock(options.Policy) ? options.StockHorizon : TimeSpan.Zero;
        var links = AskAsync(grains.GetGrain<IQkdNetworkGrain>(NetworkKeys.Network).GetPlacementPictureAsync(horizon, CancellationToken.None));
        var pictures = (await ListAsync(grains, CancellationToken.None)).Select(async host => new HostPicture(
            host.Description, await AskAsync(grains.GetGrain<IMecHostGrain>(host.Entry.Host.ToGrainKey()).GetStatusAsync(CancellationToken.None))) { State = host.Entry.State });
        var scene = Draw(begunAt, [.. await Task.WhenAll(pictures)], await links);
        latest = latest is null || latest.BegunAt <= begunAt ? scene : latest;
        return scene;
    }

    private PlacementScene Draw(long begunAt, ImmutableArray<HostPicture> hosts, PlacementPicture? picture)
    {
        var drawn = new PlacementNetwork(network.Topology.Kmes.Select(kme => kme.Kme), picture?.Links ?? [], [.. hosts.Select(host => host.Description)]);
        if (shaped is not { } known || !known.Network.HasShapeOf(drawn))
        {
            // What a policy fixed for good lasts as long as the same links are up.
            shaped = known = (drawn, PlacementPolicies.Create(options.Policy, drawn.Keys, Chance));
        }

        // A policy that moves pairs must not count what does not move with them.
        var holds = (picture?.Holds ?? []).Where(hold => hold.IsShared || !PlacementPolicies.SharesPaths(options.Policy));
        return new PlacementScene(begunAt, hosts, drawn, drawn.Board(hosts.Select(PlacementScene.RoomOf), holds), known.Policy) { HasNetwork = picture is not null };
    }

    private async Task<ImmutableArray<HostPicture>> WithKeysAsync(PlacementScene scene, KmeId client, IGrainFactory grains)
    {
        if (stored.TryGetValue(client, out var known) && known.Of.BegunAt == scene.BegunAt)
        {
            return known.Hosts;
        }

        var keys = scene.Hosts.Select(host => host.Description.Kme).Distinct().ToDictionary(
            kme => kme, kme => AskAsync(grains.GetGrain<IQkdNetworkGrain>(NetworkKeys.Network).GetAvailabilityAsync(client, kme, CancellationToken.None)));
        await Task.WhenAll(keys.Values);
        ImmutableArray<HostPicture> hosts = [.. scene.Hosts.Select(host => host with { Keys = keys[host.Description.Kme].Result ?? new KeyAvailability(0, 0, false) })];
        stored[client] = (scene, hosts);
        return hosts;
    }

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
