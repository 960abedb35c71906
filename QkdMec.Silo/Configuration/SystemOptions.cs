using System.Net;
using QkdMec.Telemetry.Logging;

namespace QkdMec.Silo.Configuration;

/// <summary>What the command line decides.</summary>
internal sealed record SystemOptions
{
    /// <summary>The data directory. Default <c>./qkdmec-data</c>.</summary>
    public string DataDirectory { get; init; } = "qkdmec-data";

    /// <summary>The scenario's name, form or file. Default <c>hospital</c>.</summary>
    public string Scenario { get; init; } = "hospital";

    /// <summary>Where the scenario is written instead of running it; null runs it.</summary>
    public string? ScenarioFile { get; init; }

    /// <summary>Where the gateway listens. Beyond loopback it needs https, or a proxy in front, and tokens.</summary>
    public Uri Gateway { get; init; } = new("http://127.0.0.1:8080");

    /// <summary>What others reach the gateway under. Default (null): where it listens.</summary>
    public Uri? PublicGateway { get; init; }

    /// <summary>Whether others come through a proxy or load balancer in front of the gateway, where TLS ends.</summary>
    public bool IsBehindProxy { get; init; }

    /// <summary>Where the gateway takes HTTP/2 without TLS, for gRPC. Default (null): nowhere; a gateway of https serves gRPC where it listens.</summary>
    public Uri? Grpc { get; init; }

    /// <summary>How many requests a second one client of the gateway may make; 0 sets no limit.</summary>
    public int GatewayRate { get; init; } = 1000;

    /// <summary>Where the client perimeter's reverse proxy listens, plain HTTP. Loopback only.</summary>
    public Uri Client { get; init; } = new("http://127.0.0.1:8081");

    /// <summary>The port of the first KME's QKD 014 listener; the others follow upwards in the scenario's order.</summary>
    public int KmePort { get; init; } = 8443;

    /// <summary>The address that QKD 014 listeners have, and that their certificates are for beside those of loopback.</summary>
    public IPAddress KmeAddress { get; init; } = IPAddress.Loopback;

    /// <summary>Where grain state is kept. Default (null): SQLite on the embedded host, memory on Orleans.</summary>
    public StorageKind? Storage { get; init; }

    /// <summary>The connection string of the PostgreSQL database, when state is kept there; from the environment, so that no list of processes shows it.</summary>
    public string? Postgres { get; init; }

    /// <summary>The connection string of the PostgreSQL database of the sites' vaults. Default (null): each site's <c>vault.db</c>, unless the site has a file of its own.</summary>
    public string? VaultPostgres { get; init; }

    /// <summary>The deployment file when the system runs on several machines; null runs all of the scenario here.</summary>
    public string? Deployment { get; init; }

    /// <summary>Which machine of the deployment this is.</summary>
    public string? Machine { get; init; }

    /// <summary>Where the secrets of all machines of the deployment are made instead of running one; null runs it.</summary>
    public string? ProvisionDirectory { get; init; }

    /// <summary>How the lines of the log look: <c>text</c> or <c>json</c>. Default text.</summary>
    public LogFormat LogFormat { get; init; }

    /// <summary>How long work in flight may take to end after SIGTERM; the process exits within 10 s in all.</summary>
    public TimeSpan DrainTime { get; init; } = TimeSpan.FromSeconds(5);
}
