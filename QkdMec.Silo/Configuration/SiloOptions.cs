namespace QkdMec.Silo.Configuration;

/// <summary>Where grain state is kept.</summary>
internal enum StorageKind
{
    /// <summary>In <c>state.db</c> of the data directory.</summary>
    Sqlite,

    /// <summary>In memory, for tries: contexts and catalogue are gone with the process, and pools begin a new epoch.</summary>
    Memory,
}

/// <summary>What the command line decides.</summary>
internal sealed record SiloOptions
{
    /// <summary>The data directory. Default <c>./qkdmec-data</c>.</summary>
    public string DataDirectory { get; init; } = "qkdmec-data";

    /// <summary>The scenario's name or file. Default <c>hospital</c>.</summary>
    public string Scenario { get; init; } = "hospital";

    /// <summary>Where the gateway listens, plain HTTP. Loopback only, for there is no authentication yet.</summary>
    public Uri Gateway { get; init; } = new("http://127.0.0.1:8080");

    /// <summary>Where the client perimeter's reverse proxy listens, plain HTTP. Loopback only.</summary>
    public Uri Client { get; init; } = new("http://127.0.0.1:8081");

    /// <summary>The port of the first KME's QKD 014 listener; the others follow upwards in the scenario's order.</summary>
    public int KmePort { get; init; } = 8443;

    /// <summary>Where grain state is kept. Default SQLite.</summary>
    public StorageKind Storage { get; init; } = StorageKind.Sqlite;

    /// <summary>How long work in flight may take to end after SIGTERM; the process exits within 10 s in all.</summary>
    public TimeSpan DrainTime { get; init; } = TimeSpan.FromSeconds(5);
}
