using System.Security.Cryptography.X509Certificates;
using QkdMec.Client.Access;
using QkdMec.Client.ReverseProxies;
using QkdMec.Client.Saes;
using QkdMec.Grains.Identity;
using QkdMec.Protocols.Tls;
using QkdMec.Silo.Composition;
using QkdMec.Silo.Configuration;

namespace QkdMec.Silo.Running;

/// <summary>The client perimeter of the scenario, in this process but speaking to the edge and to its KME over HTTP only, as it would from afar.</summary>
internal static class ClientPerimeterListener
{
    /// <summary>Builds it for the site that is a client.</summary>
    public static WebApplication Build(SystemParts parts, SitePlan site, GatewayListener gateway, Action<IServiceCollection> more)
    {
        var client = site.Client ?? throw new ArgumentException($"site '{site.Id}' is no client perimeter", nameof(site));
        var options = new ClientPerimeterOptions
        {
            Address = parts.Plan.Options.Client,
            Gateway = gateway.AddressForClients,
            Token = TokenSource.Of(gateway.OwnToken),
            GatewayAuthorities = AuthoritiesOf(gateway),
            DeviceAppId = client.DeviceApp,
            DataDirectory = parts.Data.SiteDirectory(site.Id),
            Sae = new SaeOptions { Sae = client.Sae, Keys = KeyClients.Of(parts, site.Id, site.KeyAddress!, new SaeId(client.Sae)) },
        };
        return ClientPerimeter.Build(options, more);
    }

    private static X509Certificate2Collection? AuthoritiesOf(GatewayListener gateway)
    {
        try
        {
            return File.Exists(gateway.Directory.AuthoritiesFile) ? TrustedAuthorities.Read(gateway.Directory.AuthoritiesFile) : null;
        }
        catch (InvalidDataException fault)
        {
            throw new StartupException(fault.Message, fault);
        }
    }
}
