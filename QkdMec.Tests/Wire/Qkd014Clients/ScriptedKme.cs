using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using QkdMec.Grains.Identity;
using QkdMec.Protocols.Qkd014Clients;
using QkdMec.Silo.Certificates;

namespace QkdMec.Tests.Wire.Qkd014Clients;

/// <summary>A KME over mutual TLS that answers what a test says.</summary>
internal sealed class ScriptedKme : IAsyncDisposable
{
    private readonly X509Certificate2 authority;
    private readonly CertificateAuthority issuer;
    private readonly WebApplication app;

    public ScriptedKme()
    {
        authority = CertificateAuthority.CreateAuthority(new SiteId("hospital"), TimeProvider.System);
        issuer = new CertificateAuthority(authority, TimeProvider.System);
        var server = issuer.IssueServerCertificate(new KmeId("kme-hospital"));
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(https =>
        {
            https.ServerCertificate = X509CertificateLoader.LoadPkcs12(server.Export(X509ContentType.Pkcs12), null);
            https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
            https.ClientCertificateValidation = (certificate, _, _) => issuer.Vouches(certificate, TimeSpan.Zero);
        })));
        app = builder.Build();
        app.Run(AnswerAsync);
    }

    /// <summary>Status and body of the next answers.</summary>
    public (int Status, string Body) Answer { get; set; } = (200, "{}");

    /// <summary>Status and body by the request; null: <see cref="Answer"/> to all.</summary>
    public Func<string, (int Status, string Body)>? Script { get; set; }

    /// <summary>Where it listens.</summary>
    public Uri Address => new(app.Urls.Single());

    /// <summary>The only authority that it trusts, and that vouches for it.</summary>
    public X509Certificate2 Authority => authority;

    /// <summary>A certificate of its SAE.</summary>
    public X509Certificate2 SaeCertificate => X509CertificateLoader.LoadPkcs12(
        issuer.IssueClientCertificate(new SaeId("sae-hospital")).Export(X509ContentType.Pkcs12), null);

    /// <summary>Holds answers back until it is completed.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>The requests so far: method, path and body.</summary>
    public List<string> Requests { get; } = [];

    public Task StartAsync() => app.StartAsync(TestContext.Current.CancellationToken);

    public Qkd014Client Connect(X509Certificate2? other = null, TimeSpan? timeout = null) => new(new Qkd014ClientOptions
    {
        Kme = new Uri(app.Urls.Single()), Certificate = other ?? issuer.IssueClientCertificate(new SaeId("sae-hospital")),
        Authorities = [authority], Timeout = timeout ?? TimeSpan.FromSeconds(30),
    });

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        issuer.Dispose();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        var request = $"{http.Request.Method} {http.Request.Path} {await reader.ReadToEndAsync(http.RequestAborted)}";
        Requests.Add(request);
        await Gate.WaitAsync(http.RequestAborted);
        var (status, body) = Script?.Invoke(request) ?? Answer;
        http.Response.StatusCode = status;
        http.Response.Headers.RetryAfter = status == 503 ? "7" : default;
        await http.Response.WriteAsync(body, http.RequestAborted);
    }
}
