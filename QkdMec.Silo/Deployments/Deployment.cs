namespace QkdMec.Silo.Deployments;

/// <summary>A cluster of machines that run a scenario together; every machine is started with the same deployment file.</summary>
internal sealed record Deployment
{
    /// <summary>Its name: the cluster's id.</summary>
    public required string Name { get; init; }

    /// <summary>The scenario: a known name, or the path of a <c>.json</c> file, from the deployment file on.</summary>
    public required string Scenario { get; init; }

    /// <summary>The port at which silos reach one another.</summary>
    public int SiloPort { get; init; } = 11111;

    /// <summary>The port at which gateways reach silos.</summary>
    public int ClientPort { get; init; } = 30000;

    /// <summary>The port of the first QKD 014 listener of a machine; further sites of the machine follow upwards.</summary>
    public int KmePort { get; init; } = 8443;

    /// <summary>The machines.</summary>
    public required IReadOnlyList<Machine> Machines { get; init; }
}
