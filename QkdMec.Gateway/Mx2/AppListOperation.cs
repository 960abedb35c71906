using Microsoft.AspNetCore.Http;
using QkdMec.Gateway.Hosting;
using QkdMec.Grains.AppCatalogs;
using QkdMec.Grains.Orchestration;
using QkdMec.Protocols.Mx2;

namespace QkdMec.Gateway.Mx2;

/// <summary><c>GET app_list</c>.</summary>
internal static class AppListOperation
{
    public static async Task<IResult> RunAsync(HttpContext http, IGrainFactory grains, GatewayOptions options)
    {
        var filter = AppListQuery.Read(http);
        var apps = await grains.GetGrain<IAppCatalogGrain>(MecOptions.System).ListAsync(filter, http.RequestAborted)
            .WaitAsync(options.AnswerWithin, http.RequestAborted);
        return Results.Json(
            new ApplicationList { AppList = [.. apps.Select(app => new ApplicationListEntry { AppInfo = app.ToInfo(), VendorSpecificExt = app.ToVendorExtension() })] },
            Mx2Json.Default.ApplicationList);
    }
}
