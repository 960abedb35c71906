namespace QkdMec.Protocols.Operator;

/// <summary>The paths of the operator API below the root of the gateway.</summary>
public static class OperatorPaths
{
    /// <summary>Where the interface begins.</summary>
    public const string Root = "/operator/v1";

    /// <summary>The catalogue.</summary>
    public const string Apps = Root + "/apps";

    /// <summary>The app contexts.</summary>
    public const string Contexts = Root + "/contexts";

    /// <summary>Notifications that device applications did not take.</summary>
    public const string DeadLetters = Root + "/dead-letters";

    /// <summary>The MEC hosts.</summary>
    public const string Hosts = Root + "/hosts";

    /// <summary>What stands behind a host's path where its platform reports.</summary>
    public const string TelemetryPart = "/telemetry";

    /// <summary>The audit log.</summary>
    public const string Audit = Root + "/audit";

    /// <summary>Links and routes.</summary>
    public const string Network = Root + "/network";

    /// <summary>Who is where in the network.</summary>
    public const string Topology = Network + "/topology";

    /// <summary>The links; one is at <c>/kmeA~kmeB</c> below.</summary>
    public const string Links = Network + "/links";

    /// <summary>The key pools.</summary>
    public const string Pools = Network + "/pools";

    /// <summary>The routes; those of a pair are at <c>/from/to</c> below.</summary>
    public const string Routes = Network + "/routes";

    /// <summary>The alarms.</summary>
    public const string Alarms = Network + "/alarms";

    /// <summary>KMEs as places for SAEs: <c>/kme/saes/sae</c> below.</summary>
    public const string Places = Network + "/kmes";

    /// <summary>The KMEs with their key pools.</summary>
    public const string Kmes = Root + "/kmes";
}
