using System.Net;
using QkdMec.Gateway.Operator;
using QkdMec.Gateway.Qkd014;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyDeliveries;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Silo.Composition;
using QkdMec.Silo.Configuration;
using QkdMec.Silo.Hosting;
using QkdMec.Silo.Scenarios;

namespace QkdMec.Silo.Running;

/// <summary>
/// What this process does about the topology beyond its grains: silos of sites that were added, certificates of SAEs, listeners of KMEs that have
/// SAEs. It follows on demand and looks for itself, for others may change the topology too.
/// </summary>
internal sealed partial class TopologyDeployment(SystemParts parts, IGrainHost host, Listeners listeners, Action<IServiceCollection> addCommon)
    : INetworkDeployment, IAsyncDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    private readonly ILogger<TopologyDeployment> logger = parts.Logging.CreateLogger<TopologyDeployment>();
    private readonly NetworkDirectory directory = new(parts.Plan.Network);
    private readonly ListenerPorts ports = new(parts.Plan, parts.Data);
    private readonly CancellationTokenSource stopping = new();
    private readonly SemaphoreSlim oneAtATime = new(1, 1);
    private readonly HashSet<SiteId> running = [.. parts.Plan.Sites.Select(site => site.Id)];
    private volatile IReadOnlyDictionary<KmeId, Uri> listening = new Dictionary<KmeId, Uri>();
    private NetworkTopology? followed;
    private Task following = Task.CompletedTask;

    /// <inheritdoc/>
    public string? WhyNoKme => host.CanAddSites
        ? null
        : "A KME needs a process that runs for its site, and on this grain host the sites of a process are fixed at its start: "
            + "add the site to the scenario file and start again.";

    /// <inheritdoc/>
    public IEnumerable<Uri> KeyAddresses =>
        listening.SelectMany(kme => ports.MoreOf(kme.Key).Prepend(kme.Value)).Concat(parts.Plan.AllSites.SelectMany(site => site.KeyAddresses)).Distinct();

    /// <inheritdoc/>
    public Uri? KeyAddressOf(KmeId kme) => listening.GetValueOrDefault(kme) ?? ElsewhereOf(kme);

    /// <summary>Takes the topology up for the first time, and goes on looking.</summary>
    /// <exception cref="StartupException">Something of it cannot run.</exception>
    public async Task StartAsync()
    {
        await TakeUpAsync(stopping.Token);
        following = RunAsync(stopping.Token);
    }

    /// <inheritdoc/>
    public async Task<string?> FollowAsync(CancellationToken cancellationToken)
    {
        if (stopping.IsCancellationRequested)
        {
            return "the process ends.";
        }

        try
        {
            await TakeUpAsync(cancellationToken);
            return null;
        }
        catch (Exception fault) when (fault is StartupException or OrleansException or TimeoutException or IOException or UnauthorizedAccessException)
        {
            LogNotFollowed(fault);
            return fault.Message;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await following;

        // What a request began is waited for: no listener may start while listeners end.
        await oneAtATime.WaitAsync();
        oneAtATime.Release();
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(NetworkKeeper.Period, TimeProvider.System);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                await FollowAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The process ends.
        }
    }

    private async Task TakeUpAsync(CancellationToken cancellationToken)
    {
        await oneAtATime.WaitAsync(cancellationToken);
        try
        {
            stopping.Token.ThrowIfCancellationRequested();
            await directory.CatchUpAsync(host.Grains, cancellationToken);
            var topology = directory.Topology;
            if (!ReferenceEquals(topology, followed))
            {
                await StartSitesAsync(topology);
                await AdmitSaesAsync(topology, cancellationToken);
                await ListenAsync(topology);
                followed = topology;
            }
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    private Uri? ElsewhereOf(KmeId kme) =>
        parts.Plan.AllSites.FirstOrDefault(site => site.Kme.Kme == kme && !parts.Plan.Process.Runs(site.Id) && !directory.Topology.SaesOf(kme).IsEmpty)?.KeyAddresses[0];

    private async Task StartSitesAsync(NetworkTopology topology)
    {
        // In a deployment the other sites are on other machines.
        foreach (var kme in topology.Kmes.Where(kme => parts.Plan.Process.MachineName is null && !running.Contains(kme.Site)))
        {
            await host.AddSiteAsync(new SitePlan(kme, null, [], [], null));
            running.Add(kme.Site);
            LogSiteStarted(kme);
        }
    }

    private async Task AdmitSaesAsync(NetworkTopology topology, CancellationToken cancellationToken)
    {
        var latest = DateTimeOffset.MinValue;
        foreach (var (sae, attached) in topology.Attachments.OrderBy(one => one.Key.Value, StringComparer.Ordinal))
        {
            var site = topology.Locate(attached.Kme).Site;
            if (!parts.Plan.Process.Runs(site))
            {
                continue;
            }

            parts.Certificates.ClientOf(site, sae, attached.CertifiedFrom);
            latest = attached.CertifiedFrom > latest ? attached.CertifiedFrom : latest;
        }

        // A name that was detached this very second has a certificate that begins with the next one.
        if (latest - TimeProvider.System.GetUtcNow() is { Ticks: > 0 } wait)
        {
            await Task.Delay(wait < LongestWait ? wait : LongestWait, TimeProvider.System, cancellationToken);
        }
    }

    private async Task ListenAsync(NetworkTopology topology)
    {
        var own = topology.Kmes.Where(kme => parts.Plan.Process.Runs(kme.Site));
        foreach (var kme in own.Where(kme => (ports.Knows(kme.Kme) || !topology.SaesOf(kme.Kme).IsEmpty) && !listening.ContainsKey(kme.Kme)))
        {
            // All ports of a process share one delivery: one listener in the sense of the vault.
            var address = ports.AddressOf(kme.Kme);
            foreach (var one in ports.MoreOf(kme.Kme).Prepend(address))
            {
                await ListenAsync(kme, one);
            }

            listening = new Dictionary<KmeId, Uri>(listening) { [kme.Kme] = address };
        }
    }

    private async Task ListenAsync(KmeAddress kme, Uri address)
    {
        var keys = host.ServicesOf(kme.Site).GetRequiredKeyedService<KeyDelivery>(kme.Site);
        var said = parts.Plan.Sites.FirstOrDefault(site => site.Kme == kme)?.KeyDelivery ?? new();
        var options = said.In(new Qkd014Options
        {
            Address = IPAddress.Parse(address.DnsSafeHost),
            Port = address.Port,
            ServerCertificate = parts.Certificates.ServerOf(kme),
            TrustedRoots = [parts.Certificates.AuthorityOf(kme.Site)],
        });
        await listeners.StartAsync($"KME {kme.Kme}", address, Qkd014Application.Build(options, keys, addCommon));
    }

    [LoggerMessage(LogLevel.Information, "A silo for {Kme} was started")]
    private partial void LogSiteStarted(KmeAddress kme);

    [LoggerMessage(LogLevel.Error, "The topology cannot be taken up; it is tried again")]
    private partial void LogNotFollowed(Exception fault);
}
