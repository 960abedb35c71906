using System.Net;
using System.Net.Http.Headers;
using QkdMec.Tests.Processes;
using QkdMec.Tests.Processes.Crashes;
using QkdMec.Tests.Processes.Machines;

namespace QkdMec.Tests.Hosting.Orleans.Machines;

/// <summary>Clients of a laid out cluster, each calling from the machine where it would be.</summary>
internal sealed class ClusterClients : IDisposable
{
    /// <summary>Longer than any answer of the product takes, and short enough that a request that was lost does not hold its client up for long.</summary>
    private static readonly TimeSpan ShortPatience = TimeSpan.FromSeconds(5);

    private readonly TimeSpan patience;

    /// <summary>Who draws keys for whom.</summary>
    public static IReadOnlyList<CrashPair> Pairs { get; } =
        [new("sae-hospital", "sae-edge-1", "edge"), new("sae-hospital", "sae-edge-2", "edge"), new("sae-edge-1", "sae-hospital", "hospital")];

    /// <summary>Connects them.</summary>
    /// <param name="cluster">Whose clients they are.</param>
    /// <param name="patience">How long they wait for an answer; by default 5 s.</param>
    public ClusterClients(LaidOutCluster cluster, TimeSpan? patience = null)
    {
        this.patience = patience ?? ShortPatience;
        Perimeter = new HttpClient(NamespaceSocket.HandlerAt(cluster.Network[LaidOutCluster.Clinic])) { BaseAddress = new Uri("http://127.0.0.1:8081"), Timeout = this.patience };
        Gateway = new HttpClient(CallingFrom(cluster, LaidOutCluster.Clinic, "gateway", "ca.pem")) { BaseAddress = cluster.Gateway, Timeout = this.patience };
        Gateway.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", cluster.Token);
        Health = LaidOutCluster.Machines.ToDictionary(
            machine => machine,
            machine => new HttpClient(NamespaceSocket.HandlerAt(cluster.Network[machine])) { BaseAddress = new Uri("http://127.0.0.1:8079"), Timeout = this.patience });
        Saes = new CrashSaes(
        [
            new("sae-hospital", Connect(cluster, "sae-hospital", LaidOutCluster.Clinic, LaidOutCluster.Clinic)),
            new("sae-edge-1", Connect(cluster, "sae-edge-1", LaidOutCluster.FirstHost, LaidOutCluster.Edge)),
            new("sae-edge-2", Connect(cluster, "sae-edge-2", LaidOutCluster.SecondHost, LaidOutCluster.Edge)),
        ]);
    }

    /// <summary>The client perimeter, from its machine.</summary>
    public HttpClient Perimeter { get; }

    /// <summary>The gateway, from the clinic.</summary>
    public HttpClient Gateway { get; }

    /// <summary>SAEs, each beside the KME of its site.</summary>
    public CrashSaes Saes { get; }

    /// <summary>The health of each machine, as it says itself.</summary>
    public IReadOnlyDictionary<string, HttpClient> Health { get; }

    /// <summary>Whether every machine says that it does its part.</summary>
    public async Task<bool> AreAllReadyAsync(CancellationToken cancellationToken)
    {
        foreach (var machine in Health.Values)
        {
            try
            {
                using var answer = await machine.GetAsync(new Uri("/readyz", UriKind.Relative), cancellationToken);
                if (answer.StatusCode != HttpStatusCode.OK)
                {
                    return false;
                }
            }
            catch (Exception fault) when (fault is HttpRequestException || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                return false;
            }
        }

        return true;
    }

    public void Dispose()
    {
        Perimeter.Dispose();
        Gateway.Dispose();
        Saes.Dispose();
        foreach (var client in Health.Values)
        {
            client.Dispose();
        }
    }

    /// <summary>Calls from a machine, and trusts what stands in a file there.</summary>
    private static SocketsHttpHandler CallingFrom(LaidOutCluster cluster, string machine, params string[] authorities)
    {
        var handler = NamespaceSocket.HandlerAt(cluster.Network[machine]);
        handler.SslOptions.CertificateChainPolicy = KmeCaller.Trusting(Path.Combine([cluster.DataOf(machine), .. authorities]));
        return handler;
    }

    /// <summary>A SAE with the certificate of one machine that calls the KME of another from there.</summary>
    private SaeClient Connect(LaidOutCluster cluster, string sae, string owner, string kme)
    {
        var http = KmeCaller.ClientOf(cluster.DataOf(owner), sae, cluster.KmeOf(kme), CallingFrom(cluster, kme, "certs", "ca.pem"));
        http.Timeout = patience;
        return new SaeClient(http);
    }
}
