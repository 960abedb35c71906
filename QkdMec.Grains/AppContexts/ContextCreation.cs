using System.Collections.Immutable;
using QkdMec.Grains.AppCatalogs;
using QkdMec.Grains.AppContexts.Admissions;
using QkdMec.Grains.Identity;
using QkdMec.Grains.Orchestration;

namespace QkdMec.Grains.AppContexts;

/// <summary>Finds the application, has it placed, binds the security context there; on to the next host when one does not answer.</summary>
internal sealed class ContextCreation(AppContextEffects effects, ContextTrace trace, TimeProvider time)
{
    /// <summary>Everything a context needs before it can be active, or why it cannot be.</summary>
    /// <exception cref="TimeoutException">It took too long, or a grain did not answer.</exception>
    public async Task<CreationResult> RunAsync(ContextId id, CreateAppContext command, IAdmission admission, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var found = await effects.FindAsync(command.Request.App, cancellationToken);
        if (await FindRefusalAsync(found, command, admission, cancellationToken) is { } refusal)
        {
            return CreationResult.Refused(refusal);
        }

        if (command.Request.LocationUpdates == true)
        {
            await effects.WatchLocationsAsync(found.App!.AppDId, cancellationToken);
        }

        var request = new PlacementRequest(id, command.Request.DeviceApp, found.App!, Locations(command.Request), []);
        return await PlaceAsync(request, () => time.GetElapsedTime(started) < command.Within, cancellationToken)
            ?? throw new TimeoutException($"creating the context took longer than {command.Within.TotalSeconds:0.#} s");
    }

    /// <summary>The same for a context that has its application already.</summary>
    /// <exception cref="TimeoutException">It took too long, or a grain did not answer.</exception>
    public async Task<CreationResult> MoveAsync(
        AppContextView context, CatalogApp app, TimeSpan within, Func<PlacementRequest, PlacementRequest> change, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var request = change(new PlacementRequest(context.Id, context.Request.DeviceApp, app, Locations(context.Request), []));
        return await PlaceAsync(request, () => time.GetElapsedTime(started) < within, cancellationToken)
            ?? throw new TimeoutException($"moving the context took longer than {within.TotalSeconds:0.#} s");
    }

    private async Task<CreationResult?> PlaceAsync(PlacementRequest request, Func<bool> isInTime, CancellationToken cancellationToken)
    {
        while (isInTime())
        {
            trace.PlacementRequested();
            var placed = await effects.PlaceAsync(request, cancellationToken);
            if (placed.Placement is null)
            {
                return CreationResult.Refused(new CreateOutcome(Translate(placed.Status), null, placed.Reason));
            }

            // A silent host costs its time-out: what is late by then must not be bound any more.
            if (isInTime() && await TryBindAsync(placed.Placement.Host, request.App, cancellationToken))
            {
                trace.Deployed();
                return new CreationResult(null, placed.Placement, request.App);
            }

            request = request with { Excluded = request.Excluded.Add(placed.Placement.Host) };
        }

        return null;
    }

    private async Task<bool> TryBindAsync(HostId host, CatalogApp app, CancellationToken cancellationToken)
    {
        try
        {
            await effects.BindAsync(host, app, cancellationToken);
            return true;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // Whatever the host failed with, another may do.
            trace.HostSilent(host, fault);
            return false;
        }
    }

    private static ImmutableArray<AppLocation> Locations(AppContextRequest request) =>
        [.. request.Instances.Select(instance => instance.Location).OfType<AppLocation>().Distinct()];

    private async Task<CreateOutcome?> FindRefusalAsync(FindOutcome found, CreateAppContext command, IAdmission admission, CancellationToken cancellationToken)
    {
        if (found.Status != FindStatus.Found)
        {
            return Describe(found, command.Request.App);
        }

        var wish = new AdmissionRequest(command.Owner ?? "", command.Request.DeviceApp, found.App!);
        return await admission.FindRefusalAsync(wish, cancellationToken).AsTask().WaitAsync(command.Within, time, cancellationToken) is { } reason
            ? new CreateOutcome(CreateStatus.NotAllowed, null, reason)
            : null;
    }

    private static CreateOutcome Describe(FindOutcome found, AppReference wanted) => found.Status == FindStatus.Mismatch
        ? new CreateOutcome(
            CreateStatus.ApplicationMismatch, null, $"The application {wanted.AppDId} has another name, provider or version than the request.")
        : new CreateOutcome(
            CreateStatus.UnknownApplication,
            null,
            wanted.AppDId is { } id
                ? $"There is no application with the appDId '{id}'."
                : $"There is no application '{wanted.Name}' of '{wanted.Provider}' with these versions.");

    private static CreateStatus Translate(PlacementStatus status) => status switch
    {
        PlacementStatus.NotAllowed => CreateStatus.NotAllowed,
        PlacementStatus.NoCapacity => CreateStatus.NoCapacity,
        PlacementStatus.NoKey => CreateStatus.NoKey,
        _ => CreateStatus.Unavailable,
    };
}

/// <summary>What a creation came to: a refusal, or a placement and the application.</summary>
internal sealed record CreationResult(CreateOutcome? Refusal, AppPlacement? Placement, CatalogApp? App)
{
    /// <summary>A refusal.</summary>
    public static CreationResult Refused(CreateOutcome outcome) => new(outcome, null, null);
}
