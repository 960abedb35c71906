using QkdMec.Bench.Loads;
using QkdMec.Grains.Identity;
using QkdMec.Silo.Certificates;

namespace QkdMec.Bench.Servers;

/// <summary>The product in its process or processes, with a directory of its own that goes with it.</summary>
internal sealed class OursServer : IAsyncDisposable
{
    private readonly IReadOnlyList<ServerProcess> processes;
    private readonly string root;
    private readonly SiteCertificates client;
    private readonly SiteCertificates edge;

    /// <summary>Takes over what was started.</summary>
    /// <param name="root">What goes with it.</param>
    /// <param name="clientSide">The client site, which the gateway is beside.</param>
    /// <param name="edgeSide">The edge site.</param>
    /// <param name="gatewayPort">The port of the gateway.</param>
    public OursServer(string root, ServedSite clientSide, ServedSite edgeSide, int gatewayPort)
    {
        (this.root, DataDirectory) = (root, clientSide.DataDirectory);
        processes = [.. new[] { clientSide.Process, edgeSide.Process }.Distinct()];
        client = BareServing.CertificatesOf(clientSide.DataDirectory, BenchScenario.ClientSite);
        edge = BareServing.CertificatesOf(edgeSide.DataDirectory, BenchScenario.EdgeSite);
        Gateway = new ServerAddress(gatewayPort) { Ip = clientSide.Ip };
        ClientKme = new ServerAddress(clientSide.KmePort, client.ClientCertificate(SaeId.Parse(BenchScenario.ClientSae)), client.Authority) { Ip = clientSide.Ip };
        EdgeKme = new ServerAddress(edgeSide.KmePort, edge.ClientCertificate(SaeId.Parse(BenchScenario.EdgeSae)), edge.Authority) { Ip = edgeSide.Ip };
    }

    /// <summary>The process of the client site: the only one unless it is a cluster.</summary>
    public ServerProcess Process => processes[0];

    /// <summary>Its data directory.</summary>
    public string DataDirectory { get; }

    /// <summary>The gateway, plain HTTP.</summary>
    public ServerAddress Gateway { get; }

    /// <summary>The client site's KME, with the certificate of the client's SAE.</summary>
    public ServerAddress ClientKme { get; }

    /// <summary>The edge site's KME, with the certificate of the MEC host's SAE.</summary>
    public ServerAddress EdgeKme { get; }

    /// <summary>The client site's KME, with the certificate of another SAE of the site.</summary>
    public ServerAddress ClientKmeAs(string sae) => ClientKme with { Certificate = client.ClientCertificate(SaeId.Parse(sae)) };

    /// <summary>Starts it as one process in a new directory and waits until a first invocation would work.</summary>
    public static async Task<OursServer> StartAsync(SystemShape shape)
    {
        var (data, ports) = (Directory.CreateTempSubdirectory("qkdmec-bench-").FullName, ServerPorts.Take());
        try
        {
            var process = await ServerProcess.StartAsync(ServerCommand.Product, data, $"{ports.Gateway}", $"{ports.Client}", $"{ports.FirstKme}", shape.ToArgument());
            return new OursServer(data, new ServedSite(process, data, ports.FirstKme), new ServedSite(process, data, ports.FirstKme + 1), ports.Gateway);
        }
        catch
        {
            Directory.Delete(data, recursive: true);
            throw;
        }
    }

    /// <summary>Fills the key pools.</summary>
    public Task FillAsync() => Process.AskAsync(ProductServing.Fill);

    /// <summary>The CPU time that all its processes have used.</summary>
    public async Task<TimeSpan> CpuTimeAsync()
    {
        var sum = TimeSpan.Zero;
        foreach (var process in processes)
        {
            sum += await process.CpuTimeAsync();
        }

        return sum;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var process in processes)
        {
            await process.DisposeAsync();
        }

        client.Dispose();
        edge.Dispose();
        Directory.Delete(root, recursive: true);
    }
}
