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
internal static partial class ClientPerimeterListener
{
    private const string TokenFile = "perimeter.token";

    /// <summary>Builds it for the site that is a client.</summary>
    public static WebApplication Build(SystemParts parts, SitePlan site, GatewayListener gateway, Action<IServiceCollection> more)
    {
        var client = site.Client ?? throw new ArgumentException($"site '{site.Id}' is no client perimeter", nameof(site));
        var options = new ClientPerimeterOptions
        {
            Address = parts.Plan.Process.Client ?? throw new ArgumentException("this process runs no client perimeter", nameof(parts)),
            Gateway = gateway.AddressForClients,
            Token = TokenOf(gateway, parts.Logging.CreateLogger(typeof(ClientPerimeterListener))),
            GatewayAuthorities = AuthoritiesOf(gateway),
            DeviceAppId = client.DeviceApp,
            DataDirectory = parts.Data.SiteDirectory(site.Id),
            Sae = new SaeOptions { Sae = client.Sae, Keys = KeyClients.Of(parts, site.Id, site.KeyAddresses, new SaeId(client.Sae)) },
        };
        return ClientPerimeter.Build(options, more);
    }

    /// <summary>Where the gateway is on another machine, its operator gave the token: <c>qkdmec token add NAME --role device --device-app ID</c> there.</summary>
    private static TokenSource TokenOf(GatewayListener gateway, ILogger logger)
    {
        if (gateway.Options is not null)
        {
            return TokenSource.Of(gateway.OwnToken);
        }

        var path = Path.Combine(gateway.Directory.Path, TokenFile);
        if (!File.Exists(path))
        {
            return gateway.AddressForClients.Scheme == Uri.UriSchemeHttps
                ? throw new StartupException($"the client perimeter needs a token for {gateway.AddressForClients}: make one there with 'qkdmec token add', and write it into '{path}', mode 0600")
                : TokenSource.None;
        }

        try
        {
            return TokenSource.OfFile(path, TimeProvider.System, fault => LogStaleToken(logger, fault));
        }
        catch (InvalidDataException fault)
        {
            throw new StartupException(fault.Message, fault);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The replaced token of the client perimeter cannot be used; the one before is used on")]
    private static partial void LogStaleToken(ILogger logger, Exception fault);

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
