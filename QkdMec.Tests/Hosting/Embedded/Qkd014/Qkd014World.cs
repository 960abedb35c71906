using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using QkdMec.Gateway.Qkd014;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyDeliveries;
using QkdMec.Silo.Certificates;
using QkdMec.Silo.QkdLinks.Upstream;
using QkdMec.Tests.Hosts.KeyPools;

namespace QkdMec.Tests.Hosting.Embedded.Qkd014;

/// <summary>Two KMEs with real listeners: sae-a and sae-e at alpha, sae-b, sae-c and sae-d at beta.</summary>
internal sealed class Qkd014World : IAsyncDisposable
{
    private readonly CertificateAuthority alphaAuthority = Authority("alpha");
    private readonly CertificateAuthority betaAuthority = Authority("beta");
    private readonly List<IDisposable> clients = [];
    private readonly WebApplication alpha;
    private readonly WebApplication beta;

    private Qkd014World(DeliveryWorld delivery, Func<Qkd014Options, Qkd014Options> set)
    {
        Delivery = delivery;
        alpha = Build(alphaAuthority, delivery.Alpha, set);
        beta = Build(betaAuthority, delivery.Beta, set);
    }

    public DeliveryWorld Delivery { get; }

    public Uri AlphaAddress => AddressOf(alpha);

    public Uri BetaAddress => AddressOf(beta);

    public HttpClient SaeA => Client(alpha, alphaAuthority, "sae-a");

    public HttpClient SaeB => Client(beta, betaAuthority, "sae-b");

    public HttpClient SaeC => Client(beta, betaAuthority, "sae-c");

    public HttpClient SaeE => Client(alpha, alphaAuthority, "sae-e");

    public HttpClient SaeD => Client(beta, betaAuthority, "sae-d");

    public static Task<Qkd014World> StartAsync(params int[] bodies) => StartAsync(options => options, bodies);

    /// <summary>The same with other limits.</summary>
    public static async Task<Qkd014World> StartAsync(Func<Qkd014Options, Qkd014Options> set, params int[] bodies) =>
        await StartAsync(await DeliveryWorld.FilledAsync(bodies), set);

    /// <summary>Listeners over deliveries that are there.</summary>
    public static async Task<Qkd014World> StartAsync(DeliveryWorld delivery, Func<Qkd014Options, Qkd014Options> set)
    {
        var world = new Qkd014World(delivery, set);
        await world.alpha.StartAsync(TestContext.Current.CancellationToken);
        await world.beta.StartAsync(TestContext.Current.CancellationToken);
        return world;
    }

    /// <summary>A client at alpha with a certificate that alpha's authority issued for any name.</summary>
    public HttpClient AtAlpha(string name) => Client(alpha, alphaAuthority, name);

    /// <summary>A client at beta with a certificate that beta's authority issued for any name.</summary>
    public HttpClient AtBeta(string name) => Client(beta, betaAuthority, name);

    /// <summary>A client at alpha with a certificate of beta's authority.</summary>
    public HttpClient StrangerAtAlpha() => Client(alpha, betaAuthority, "sae-a");

    /// <summary>A client at alpha with that certificate, or none.</summary>
    public HttpClient AtAlpha(X509Certificate2? certificate) => Client(alpha, alphaAuthority, certificate);

    /// <summary>How a KME that has alpha beside it reaches it as sae-a, for blocks that it shares with sae-b.</summary>
    public UpstreamKmeOptions UpstreamAtAlpha => Upstream(alpha, alphaAuthority, "sae-a", "sae-b");

    /// <summary>How a KME that has beta beside it reaches it as that SAE, for blocks that it shares with sae-a.</summary>
    public UpstreamKmeOptions UpstreamAtBeta(string sae) => Upstream(beta, betaAuthority, sae, "sae-a");

    /// <summary>A certificate of alpha's authority.</summary>
    public X509Certificate2 IssueAtAlpha(string name) => alphaAuthority.IssueClientCertificate(SaeId.Parse(name));

    /// <summary>A certificate of beta's authority, as TLS takes it.</summary>
    public X509Certificate2 IssueAtBeta(string name) => Loadable(betaAuthority.IssueClientCertificate(SaeId.Parse(name)));

    public async ValueTask DisposeAsync()
    {
        clients.ForEach(client => client.Dispose());
        await alpha.DisposeAsync();
        await beta.DisposeAsync();
        await Delivery.DisposeAsync();
    }

    /// <summary>An authority of a site's own.</summary>
    internal static CertificateAuthority Authority(string site) =>
        new(CertificateAuthority.CreateAuthority(SiteId.Parse(site), TimeProvider.System), TimeProvider.System);

    /// <summary>A listener at a free port over a delivery.</summary>
    internal static WebApplication Build(CertificateAuthority authority, KeyDelivery keys, Func<Qkd014Options, Qkd014Options> set) => Qkd014Application.Build(
        set(new Qkd014Options
        {
            Port = 0,
            ServerCertificate = Loadable(authority.IssueServerCertificate(keys.Kme)),
            TrustedRoots = [authority.Certificate],
        }),
        keys);

    private static Uri AddressOf(WebApplication app) => new(app.Urls.Single());

    /// <summary>TLS takes a key that stands in a store or a file, not one that was made a moment ago.</summary>
    private static X509Certificate2 Loadable(X509Certificate2 certificate) =>
        X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);

    private static UpstreamKmeOptions Upstream(WebApplication app, CertificateAuthority authority, string sae, string peer) => new()
    {
        Kme = AddressOf(app),
        Certificate = Loadable(authority.IssueClientCertificate(SaeId.Parse(sae))),
        Authorities = [authority.Certificate],
        PeerSae = peer,
        Timeout = TimeSpan.FromSeconds(30),
    };

    private HttpClient Client(WebApplication app, CertificateAuthority authority, string name) =>
        Client(app, app == alpha ? alphaAuthority : betaAuthority, authority.IssueClientCertificate(SaeId.Parse(name)));

    private HttpClient Client(WebApplication app, CertificateAuthority server, X509Certificate2? certificate)
    {
        var client = ClientOf(AddressOf(app), server, certificate);
        clients.Add(client);
        return client;
    }

    /// <summary>A client with a certificate, or none, that trusts one authority.</summary>
    internal static HttpClient ClientOf(Uri address, CertificateAuthority server, X509Certificate2? certificate)
    {
        var handler = new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                ClientCertificates = certificate is null ? [] : [Loadable(certificate)],
                CertificateChainPolicy = new X509ChainPolicy
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, CustomTrustStore = { server.Certificate },
                },
            },
        };
        return new HttpClient(handler) { BaseAddress = address, DefaultRequestVersion = HttpVersion.Version11 };
    }
}
