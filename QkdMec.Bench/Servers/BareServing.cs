using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using QkdMec.Grains.Identity;

namespace QkdMec.Bench.Servers;

/// <summary>The least that Kestrel can do: one raw middleware before any routing.</summary>
internal static class BareServing
{
    /// <summary>Asks that answers have so many bytes: <c>answer BYTES</c>.</summary>
    public const string AnswerBytes = "answer";

    /// <summary>Answers with the request's body.</summary>
    public const string EchoPath = "/echo";

    /// <summary>Serves until standard input ends.</summary>
    public static async Task RunAsync(string dataDirectory, BareListener listener)
    {
        var answer = Array.Empty<byte>();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => Listen(kestrel, dataDirectory, listener));
        await using var app = builder.Build();
        app.Run(http => AnswerAsync(http, answer));
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        await ServerConsole.ServeAsync($"{new Uri(address).Port}", question =>
        {
            answer = new byte[int.Parse(question.AsSpan(AnswerBytes.Length))];
            answer.AsSpan().Fill((byte)'x');
            return Task.FromResult("");
        });
    }

    /// <summary>The certificates of a KME of the product that runs in a data directory.</summary>
    public static Silo.Certificates.SiteCertificates CertificatesOf(string dataDirectory, string site) => Silo.Certificates.SiteCertificates.Open(
        SiteId.Parse(site), Path.Combine(dataDirectory, "sites", site), Path.Combine(dataDirectory, "certs"), TimeProvider.System);

    private static Task AnswerAsync(HttpContext http, byte[] answer)
    {
        var response = http.Response;
        if (HttpMethods.IsDelete(http.Request.Method))
        {
            response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        }

        if (http.Request.Path == EchoPath)
        {
            return EchoAsync(http);
        }

        response.ContentType = "application/json";
        response.ContentLength = answer.Length;
        return response.Body.WriteAsync(answer).AsTask();
    }

    private static async Task EchoAsync(HttpContext http)
    {
        var body = new byte[http.Request.ContentLength ?? 0];
        await http.Request.Body.ReadExactlyAsync(body);
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body);
    }

    private static void Listen(KestrelServerOptions kestrel, string dataDirectory, BareListener listener)
    {
        kestrel.AddServerHeader = false;
        kestrel.Listen(IPAddress.Loopback, 0, endpoint =>
        {
            endpoint.Protocols = HttpProtocols.Http1;
            if (listener != BareListener.Plain)
            {
                var (site, kme) = listener == BareListener.ClientKme
                    ? (BenchScenario.ClientSite, BenchScenario.ClientKme)
                    : (BenchScenario.EdgeSite, BenchScenario.EdgeKme);
                var certificates = CertificatesOf(dataDirectory, site);
                endpoint.UseHttps(https => Secure(https, certificates, KmeId.Parse(kme)));
            }
        });
    }

    private static void Secure(HttpsConnectionAdapterOptions https, Silo.Certificates.SiteCertificates certificates, KmeId kme)
    {
        https.ServerCertificate = certificates.ServerCertificate(kme);
        https.SslProtocols = SslProtocols.Tls13;
        https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
        https.ClientCertificateValidation = (client, _, _) =>
        {
            using var chain = new X509Chain { ChainPolicy = { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck } };
            chain.ChainPolicy.CustomTrustStore.Add(certificates.Authority);
            return chain.Build(client);
        };
    }
}
