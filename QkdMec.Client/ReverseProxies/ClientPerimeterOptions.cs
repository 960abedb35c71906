using System.Net;
using System.Security.Cryptography.X509Certificates;
using QkdMec.Client.Access;
using QkdMec.Client.Saes;
using QkdMec.Protocols.SecurityContexts;

namespace QkdMec.Client.ReverseProxies;

/// <summary>What a client perimeter consists of.</summary>
public sealed record ClientPerimeterOptions
{
    /// <summary>Where client apps reach the reverse proxy. Default <c>http://127.0.0.1:8081</c>; port 0 takes a free one.</summary>
    public Uri Address { get; init; } = new("http://127.0.0.1:8081");

    /// <summary>The edge's gateway. Default <c>http://127.0.0.1:8080</c>.</summary>
    public Uri Gateway { get; init; } = new("http://127.0.0.1:8080");

    /// <summary>Where the gateway takes gRPC; the requests to contexts then go there. Default (null): over HTTP, below each context's <c>referenceURI</c>.</summary>
    public Uri? GatewayGrpc { get; init; }

    /// <summary>The token that the gateway is shown. Default: none, which a gateway on loopback may take.</summary>
    public TokenSource Token { get; init; } = TokenSource.None;

    /// <summary>The authorities that may vouch for the gateway. Default (null): those that the machine trusts.</summary>
    public X509Certificate2Collection? GatewayAuthorities { get; init; }

    /// <summary>The device application's id in Mx2, at most 32 characters.</summary>
    public required string DeviceAppId { get; init; }

    /// <summary>The SAE that draws keys and seals.</summary>
    public required SaeOptions Sae { get; init; }

    /// <summary>
    /// Passwords of the clients, by client id. With any, every request needs Basic credentials; without, the <c>Client-Id</c> header names the client, which
    /// all users of this machine can write.
    /// </summary>
    public IReadOnlyDictionary<string, string> Clients { get; init; } = new Dictionary<string, string>();

    /// <summary>Applications that may run twice: a request whose connection broke is repeated. Default none.</summary>
    public IReadOnlySet<string> IdempotentApps { get; init; } = new HashSet<string>();

    /// <summary>Where the ids of app contexts are remembered over a restart; null remembers nothing. Never holds a key.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>The most contexts at once, one per client and application; each reserves room at the edge. Default 1 000.</summary>
    public int MaxContexts { get; init; } = 1_000;

    /// <summary>How long a function may take, with its way there and back. Default 70 s: the function has 60.</summary>
    public TimeSpan InvokeWithin { get; init; } = TimeSpan.FromSeconds(70);

    /// <summary>
    /// How long a request that the edge did not take is repeated before the client app is told: a machine of the edge that restarts is away for about ten seconds.
    /// Default 20 s; 0 tells at once.
    /// </summary>
    public TimeSpan EdgePatience { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long the tear-down of contexts may take when the perimeter stops. Default 4 s.</summary>
    public TimeSpan StopWithin { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>Every fault with its remedy; empty when the options can be used.</summary>
    public IReadOnlyList<string> FindFaults()
    {
        var faults = new List<string>();
        if (Address.Scheme != Uri.UriSchemeHttp)
        {
            faults.Add($"The reverse proxy's address {Address} must begin with http://.");
        }

        if (!IsLoopback(Address))
        {
            faults.Add($"The reverse proxy's address {Address} is not a loopback address, and what crosses it is clear: use 127.0.0.1.");
        }

        if (DeviceAppId.Length is 0 or > 32)
        {
            faults.Add("The device application's id has 1 to 32 characters.");
        }

        faults.AddRange(FindFaultsOfGateway());
        faults.AddRange(FindFaultsOfSae());
        return faults;
    }

    private IEnumerable<string> FindFaultsOfGateway()
    {
        if (Gateway.Scheme is not ("http" or "https"))
        {
            yield return $"The gateway's address {Gateway} must be http or https.";
        }
        else if (Token.IsThere && TokenSource.IsInTheClear(Gateway))
        {
            yield return $"The gateway's address {Gateway} must be https, or the token would cross the network in the clear.";
        }

        if (GatewayGrpc is { } grpc && !HostChannels.HasGrpc)
        {
            yield return $"The gateway's address for gRPC {grpc} cannot be used: this build has no gRPC (build it with -p:GrainHost=Orleans, or -p:Grpc=true).";
        }
        else if (GatewayGrpc is { Scheme: not ("http" or "https") } other)
        {
            yield return $"The gateway's address for gRPC {other} must be http or https.";
        }
        else if (GatewayGrpc is { } plain && Token.IsThere && TokenSource.IsInTheClear(plain))
        {
            yield return $"The gateway's address for gRPC {plain} must be https, or the token would cross the network in the clear.";
        }
    }

    private IEnumerable<string> FindFaultsOfSae()
    {
        var faults = new List<string>();
        faults.AddRange(Sae.CipherSuites.Where(name => CipherSuite.Find(name) is null).Select(name => $"'{name}' is not a cipher suite: use A256GCM or A128GCM."));
        if (Sae.CipherSuites.Count == 0 || MaxContexts < 1)
        {
            faults.Add("The client perimeter needs a cipher suite and room for at least one context.");
        }

        return faults;
    }

    private static bool IsLoopback(Uri address) =>
        address.IdnHost == "localhost" || (IPAddress.TryParse(address.IdnHost, out var ip) && IPAddress.IsLoopback(ip));
}
