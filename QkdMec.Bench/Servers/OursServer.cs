using QkdMec.Bench.Loads;
using QkdMec.Grains.Identity;
using QkdMec.Silo.Certificates;

namespace QkdMec.Bench.Servers;

/// <summary>The product in its process, with a data directory of its own that goes with it.</summary>
internal sealed class OursServer : IAsyncDisposable
{
    private readonly SiteCertificates client;
    private readonly SiteCertificates edge;

    private OursServer(ServerProcess process, string dataDirectory, ServerPorts ports)
    {
        (Process, DataDirectory) = (process, dataDirectory);
        client = BareServing.CertificatesOf(dataDirectory, BenchScenario.ClientSite);
        edge = BareServing.CertificatesOf(dataDirectory, BenchScenario.EdgeSite);
        Gateway = new ServerAddress(ports.Gateway);
        ClientKme = new ServerAddress(ports.FirstKme, client.ClientCertificate(SaeId.Parse(BenchScenario.ClientSae)), client.Authority);
        EdgeKme = new ServerAddress(ports.FirstKme + 1, edge.ClientCertificate(SaeId.Parse(BenchScenario.EdgeSae)), edge.Authority);
    }

    /// <summary>Its process.</summary>
    public ServerProcess Process { get; }

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

    /// <summary>Starts it in a new directory and waits until a first invocation would work.</summary>
    public static async Task<OursServer> StartAsync(SystemShape shape)
    {
        var (data, ports) = (Directory.CreateTempSubdirectory("qkdmec-bench-").FullName, ServerPorts.Take());
        try
        {
            var process = await ServerProcess.StartAsync(ServerCommand.Product, data, $"{ports.Gateway}", $"{ports.Client}", $"{ports.FirstKme}", shape.ToArgument());
            return new OursServer(process, data, ports);
        }
        catch
        {
            Directory.Delete(data, recursive: true);
            throw;
        }
    }

    /// <summary>Fills the key pools.</summary>
    public Task FillAsync() => Process.AskAsync(ProductServing.Fill);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        client.Dispose();
        edge.Dispose();
        Directory.Delete(DataDirectory, recursive: true);
    }
}
