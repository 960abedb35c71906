using System.Collections.Immutable;
using QkdMec.Grains.AppCatalogs;
using QkdMec.Grains.Entropy;
using QkdMec.Grains.Identity;
using QkdMec.Grains.Locations;
using QkdMec.Grains.MecHosts;
using QkdMec.Grains.MecHosts.Registries;
using QkdMec.Grains.Orchestration.Placement;
using QkdMec.Grains.QkdNetworks;

namespace QkdMec.Grains.Orchestration;

/// <summary>Chooses hosts and paths. Keeps nothing: hosts and network confirm what it proposes, so any number of placements may run at once.</summary>
[Reentrant]
internal sealed class OrchestratorGrain(
    MecOptions options, INetworkDirectory network, IEntropySource entropy, TimeProvider time, MecInstruments instruments)
    : Grain, IOrchestratorGrain
{
    private const int MostRefusals = 8;

    private readonly HostBoard board = new(options, network, time);

    public async Task<PlacementOutcome> PlaceAsync(PlacementRequest request, CancellationToken cancellationToken)
    {
        var outcome = await DecideAsync(request, cancellationToken);
        instruments.Placed(outcome.Status);
        return outcome;
    }

    public async Task<ImmutableArray<HostStatus>> ListHostsAsync(CancellationToken cancellationToken)
    {
        var listed = await board.ListAsync(GrainFactory, cancellationToken);
        return [.. await Task.WhenAll(listed.Select(host => ReportAsync(host.Entry, host.Description, cancellationToken)))];
    }

    public async Task<HostStatus?> GetHostAsync(HostId host, CancellationToken cancellationToken)
    {
        var (entry, description) = (await board.ListAsync(GrainFactory, cancellationToken)).FirstOrDefault(listed => listed.Entry.Host == host);
        return entry is null ? null : await ReportAsync(entry, description, cancellationToken);
    }

    // The registry decides what a host is; its room may not have been told yet.
    private async Task<HostStatus> ReportAsync(HostEntry entry, HostDescription description, CancellationToken cancellationToken)
    {
        var room = GrainFactory.GetGrain<IMecHostGrain>(entry.Host.ToGrainKey());
        var status = await room.GetStatusAsync(cancellationToken).WaitAsync(options.CallWithin, time, cancellationToken);
        return status with { State = entry.State, IsDown = entry.IsDown, Kme = description.Kme, CountryCode = description.CountryCode };
    }

    // What an operator empties is no place to go to; what failed may be back when a context is wanted.
    public Task<ImmutableArray<HostLocation>> ListLocationsAsync(CatalogApp app, CancellationToken cancellationToken) =>
        ListLocationsAsync(app, host => host.Wish == HostWish.Serve, cancellationToken);

    public Task<ImmutableArray<HostLocation>> ListAvailableAsync(CatalogApp app, CancellationToken cancellationToken) =>
        ListLocationsAsync(app, host => host.State == HostState.Active, cancellationToken);

    private async Task<ImmutableArray<HostLocation>> ListLocationsAsync(CatalogApp app, Func<HostEntry, bool> isMeant, CancellationToken cancellationToken)
    {
        var wishes = new LocationWishes(app.Locations, []);
        var serving = (await board.ListAsync(GrainFactory, cancellationToken)).Where(host => isMeant(host.Entry)).Select(host => host.Description);
        return [.. serving.Where(host => options.Functions.Contains(app.Function) && app.Rules.Allows(host.Id)).Select(host => host.Location).Where(location => wishes.FindMismatch(location) is null)];
    }

    private async Task<PlacementOutcome> DecideAsync(PlacementRequest request, CancellationToken cancellationToken)
    {
        if (FindClient(request.DeviceApp) is not { } client)
        {
            return new PlacementOutcome(PlacementStatus.NotAllowed, null, $"The site of the device application '{request.DeviceApp}' is not known.");
        }

        var attempt = new PlacementAttempt(request, client, new HostFilter(options, request), ReplayedChance.Draw(entropy));
        return await PlaceAsync(attempt, cancellationToken);
    }

    private async Task<PlacementOutcome> PlaceAsync(PlacementAttempt attempt, CancellationToken cancellationToken)
    {
        var (begunAt, age) = (time.GetTimestamp(), options.PictureAge);
        while (true)
        {
            var scene = await board.LookAsync(attempt.Client, age, GrainFactory, cancellationToken);
            var (choice, outcome) = new PlacementChooser(options, board.Chance).Choose(scene, attempt);
            outcome ??= await ReserveAsync(attempt, choice!, cancellationToken);

            // Nobody is refused on a picture that was taken before he came, nor when only a picture was wrong.
            var isFinal = choice is null ? scene.BegunAt >= begunAt : attempt.Refusals >= MostRefusals;
            if (isFinal || outcome.Placement is not null)
            {
                return outcome;
            }

            age = TimeSpan.Zero;
        }
    }

    private async Task<PlacementOutcome> ReserveAsync(PlacementAttempt attempt, PlacementChoice choice, CancellationToken cancellationToken)
    {
        var (placement, refusal) = await new JointReservation(options, time, GrainFactory).TryAsync(attempt, choice, cancellationToken);
        if (placement is not null)
        {
            return new PlacementOutcome(PlacementStatus.Placed, placement, "");
        }

        board.Forget();
        attempt.Refuse(choice.Host.Id, refusal!);
        return PlacementRefusals.Combine([(choice.Host.Id, refusal!)]);
    }

    private KmeId? FindClient(string deviceApp) =>
        options.SiteOf(deviceApp) is { } site && network.Topology.Kmes.FirstOrDefault(kme => kme.Site == site) is { Kme.Value: not null } found
            ? found.Kme
            : null;
}
