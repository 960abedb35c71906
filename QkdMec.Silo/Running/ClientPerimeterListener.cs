using QkdMec.Client.ReverseProxies;
using QkdMec.Client.Saes;
using QkdMec.Grains.Identity;
using QkdMec.Silo.Composition;

namespace QkdMec.Silo.Running;

/// <summary>The client perimeter of the scenario, in this process but speaking to the edge and to its KME over HTTP only, as it would from afar.</summary>
internal static class ClientPerimeterListener
{
    /// <summary>Builds it for the site that is a client.</summary>
    public static WebApplication Build(SystemParts parts, SitePlan site, Action<IServiceCollection> more)
    {
        var client = site.Client ?? throw new ArgumentException($"site '{site.Id}' is no client perimeter", nameof(site));
        var options = new ClientPerimeterOptions
        {
            Address = parts.Plan.Options.Client,
            Gateway = parts.Plan.Options.Gateway,
            DeviceAppId = client.DeviceApp,
            DataDirectory = parts.Data.SiteDirectory(site.Id),
            Sae = new SaeOptions { Sae = client.Sae, Keys = KeyClients.Of(parts, site.Id, site.KeyAddress!, new SaeId(client.Sae)) },
        };
        return ClientPerimeter.Build(options, more);
    }
}
