using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging.Abstractions;
using QkdMec.Functions.Workers;
using QkdMec.Grains.Functions;
using QkdMec.Grains.Identity;
using QkdMec.Silo.Certificates;
using QkdMec.Silo.Workers;
using QkdMec.Telemetry.Logging;
using QkdMec.Tests.Fakes;

namespace QkdMec.Tests.Wire.Workers.Grpc;

/// <summary>A worker behind its real listener, with certificates of a site's authority.</summary>
internal sealed class WorkerSystem : IAsyncDisposable
{
    // Limits that a busy machine keeps: what answers in time is not the question here.
    private static readonly TimeSpan Patient = TimeSpan.FromMinutes(1);

    private readonly string root = Directory.CreateTempSubdirectory("qkdmec-worker-").FullName;
    private readonly CertificateAuthority site;
    private readonly List<X509Certificate2> issued = [];
    private readonly SharedKeys keys = new();
    private readonly WorkerInstruments instruments = new();
    private WebApplication? listener;

    public WorkerSystem() => site = Authority("edge");

    public WorkerDesk? Desk { get; private set; }

    public Uri Address { get; private set; } = new("https://127.0.0.1:0");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Starts the worker, again at the port that it had.</summary>
    public async Task StartAsync(IFunctionRuntime functions, string name = "sae-worker-1")
    {
        var settings = Save(name);
        var credentials = WorkerCredentials.Load(settings, TimeProvider.System, NullLogger<WorkerCredentials>.Instance);
        Desk = new WorkerDesk(new WorkerOptions { Sae = credentials.Sae, Hosts = settings.Hosts, KeyFetchTimeout = Patient }, keys.Of(name), functions, instruments, TimeProvider.System);
        listener = WorkerBuild.ListenerOf(new WorkerParts(settings, credentials, Desk, NullLoggerFactory.Instance));
        await listener.StartAsync(Token);
        Address = new Uri(listener.Urls.Single());
    }

    /// <summary>Ends the worker.</summary>
    /// <param name="deadline">Whoever is still connected then is cut off.</param>
    public async Task StopAsync(CancellationToken deadline)
    {
        Desk?.Dispose();
        if (listener is not null)
        {
            await listener.StopAsync(deadline);
            await listener.DisposeAsync();
        }

        listener = null;
    }

    /// <summary>A host's link to the worker.</summary>
    /// <param name="host">Which SAE the host's certificate names.</param>
    /// <param name="authority">Who issued it; the site's authority by default.</param>
    /// <param name="worker">Whom the host takes for its worker.</param>
    public WorkerLink Link(string host = "sae-edge-1", CertificateAuthority? authority = null, string worker = "sae-worker-1")
    {
        var certificate = Issue(authority ?? site, host);
        var tls = WorkerTls.OfHost(() => certificate, site.Certificate, new SaeId(worker));
        var channel = WorkerBuild.ChannelTo(new WorkerAddress(new SaeId(worker), Address, tls, TimeSpan.FromMinutes(2)) { ConnectWithin = Patient, SilentFor = Patient });
        return new WorkerLink(new WorkerLinkOptions { Host = new SaeId(host), Worker = new SaeId(worker), KeyWithin = 2 * Patient }, keys.Of(host), channel, Guid.NewGuid(), TimeProvider.System);
    }

    /// <summary>An authority of another site.</summary>
    public static CertificateAuthority Authority(string name) => new(CertificateAuthority.CreateAuthority(SiteId.Parse(name), TimeProvider.System), TimeProvider.System);

    /// <summary>Writes a worker's files.</summary>
    /// <param name="name">Its SAE.</param>
    /// <param name="authority">Who issued its certificate; the site's authority by default.</param>
    public WorkerSettings Save(string name, CertificateAuthority? authority = null)
    {
        var (certificate, key, trusted) = (Path.Combine(root, $"{name}.pem"), Path.Combine(root, $"{name}.key"), Path.Combine(root, "ca.pem"));
        CertificateFiles.Save(Issue(authority ?? site, name), certificate, key);
        CertificateFiles.Write(trusted, site.Certificate.ExportCertificatePem());
        return new WorkerSettings
        {
            Listen = Address, Certificate = certificate, Key = key, Authorities = trusted, Kmes = [new Uri("https://127.0.0.1:1")], Hosts = [new SaeId("sae-edge-1")], MaxRuns = 8, LogFormat = LogFormat.Text,
            HandshakeTimeout = Patient,
        };
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(new CancellationToken(canceled: true));
        issued.ForEach(certificate => certificate.Dispose());
        site.Dispose();
        instruments.Dispose();
        Directory.Delete(root, recursive: true);
    }

    private X509Certificate2 Issue(CertificateAuthority authority, string sae)
    {
        using var made = authority.IssueClientCertificate(SaeId.Parse(sae));
        var certificate = CertificateFiles.Portable(made);
        issued.Add(certificate);
        return certificate;
    }
}
