using Microsoft.AspNetCore.Http;
using QkdMec.Gateway.Access;
using QkdMec.Gateway.Documents;
using QkdMec.Gateway.Hosting;
using QkdMec.Gateway.Packages;
using QkdMec.Grains.AppCatalogs;
using QkdMec.Grains.Orchestration;
using QkdMec.Protocols.Mx2;

namespace QkdMec.Gateway.Mx2;

/// <summary><c>POST obtain_app_loc_availability</c>.</summary>
internal sealed class LocationAvailabilityOperation(IGrainFactory grains, GatewayOptions options, PackageOnboarding packages)
{
    public static Task<IResult> RunAsync(HttpContext http, LocationAvailabilityOperation operation) => operation.AnswerAsync(http);

    private async Task<IResult> AnswerAsync(HttpContext http)
    {
        StrictQuery.Allow(http);
        var given = await DocumentReader.ReadAsync(http, Mx2Shapes.LocationAvailability, Mx2Json.Default.ApplicationLocationAvailability, options.MaxDocumentBytes);
        if (Caller.Of(http) is not { } caller || !caller.MayUse(given.AssociateDevAppId))
        {
            return Mx2Answers.ForeignDeviceApp(given.AssociateDevAppId);
        }

        return await LocateAsync(given, http.RequestAborted).WaitAsync(options.AnswerWithin, http.RequestAborted);
    }

    private async Task<IResult> LocateAsync(ApplicationLocationAvailability given, CancellationToken cancellationToken)
    {
        var wanted = given.AppInfo;
        var reference = new AppReference(null, wanted.AppName, wanted.AppProvider, wanted.AppSoftVersion, wanted.AppDVersion);
        var (app, refusal) = await FindAsync(reference, wanted.AppPackageSource, cancellationToken);
        if (app is null)
        {
            return refusal!;
        }

        var locations = await grains.GetGrain<IOrchestratorGrain>(MecOptions.System).ListLocationsAsync(app, cancellationToken);
        return Results.Json(
            given with { AppInfo = wanted with { AvailableLocations = locations.ToAvailable() } }, Mx2Json.Default.ApplicationLocationAvailability);
    }

    // A package is read for its rules and not on-boarded: this is a question.
    private async Task<(CatalogApp? App, IResult? Refusal)> FindAsync(AppReference wanted, string? source, CancellationToken cancellationToken)
    {
        var found = await grains.GetGrain<IAppCatalogGrain>(MecOptions.System).FindAsync(wanted, cancellationToken);
        if (found.App is not null || source is null)
        {
            return (found.App, found.App is null ? Mx2Answers.UnknownApplication(wanted.Name, wanted.Provider) : null);
        }

        var (app, refusal) = await packages.ReadAsync(wanted, source, cancellationToken);
        return (app, refusal?.ToResult());
    }
}
