using QkdMec.Gateway.Packages;

namespace QkdMec.Tests.Hosts.Mec.Packages;

/// <summary>A gateway that takes packages of a server beside it, and may take them from addresses where no package comes from.</summary>
public sealed class PackageGateway : IAsyncLifetime
{
    /// <summary>A port where nobody listens: that of discard.</summary>
    public const string Closed = "http://127.0.0.1:9/";

    /// <summary>Another listener of the system.</summary>
    public const string Own = "http://127.0.0.1:8081/";

    private readonly PackageServer server = new();

    public MecGateway Gateway { get; private set; } = null!;

    public Uri Packages => server.Packages;

    public int Requests => server.Requests;

    public async ValueTask InitializeAsync()
    {
        await server.StartAsync();
        var options = new PackageOptions
        {
            Sources = [server.Packages, new Uri(Closed), new Uri(Own), new Uri("http://169.254.169.254/"), new Uri("http://[fe80::1]/"), new Uri("http://nothing.invalid/")],
        };
        Gateway = new MecGateway { Change = gateway => gateway with { Packages = options } };
        await Gateway.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await server.DisposeAsync();
    }
}
