using Microsoft.AspNetCore.Http;
using QkdMec.Gateway.Access;
using QkdMec.Gateway.Documents;
using QkdMec.Gateway.Hosting;
using QkdMec.Grains.AppCatalogs;
using QkdMec.Grains.Orchestration;
using QkdMec.Protocols.Mx2;

namespace QkdMec.Gateway.Mx2;

/// <summary><c>POST obtain_app_loc_availability</c>.</summary>
internal static class LocationAvailabilityOperation
{
    public static async Task<IResult> RunAsync(HttpContext http, IGrainFactory grains, GatewayOptions options)
    {
        StrictQuery.Allow(http);
        var given = await DocumentReader.ReadAsync(http, Mx2Shapes.LocationAvailability, Mx2Json.Default.ApplicationLocationAvailability, options.MaxDocumentBytes);
        if (Caller.Of(http) is not { } caller || !caller.MayUse(given.AssociateDevAppId))
        {
            return Mx2Answers.ForeignDeviceApp(given.AssociateDevAppId);
        }

        var wanted = given.AppInfo;
        var reference = new AppReference(null, wanted.AppName, wanted.AppProvider, wanted.AppSoftVersion, wanted.AppDVersion);
        var found = await grains.GetGrain<IAppCatalogGrain>(MecOptions.System).FindAsync(reference, http.RequestAborted)
            .WaitAsync(options.AnswerWithin, http.RequestAborted);
        if (found.App is not { } app)
        {
            return Mx2Answers.UnknownApplication(wanted.AppName, wanted.AppProvider);
        }

        var locations = await grains.GetGrain<IOrchestratorGrain>(MecOptions.System).ListLocationsAsync(app, http.RequestAborted)
            .WaitAsync(options.AnswerWithin, http.RequestAborted);
        return Results.Json(
            given with { AppInfo = wanted with { AvailableLocations = locations.ToAvailable() } }, Mx2Json.Default.ApplicationLocationAvailability);
    }
}
