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

    /// <summary>The MEC hosts.</summary>
    public const string Hosts = Root + "/hosts";

    /// <summary>Links and routes.</summary>
    public const string Network = Root + "/network";

    /// <summary>The KMEs with their key pools.</summary>
    public const string Kmes = Root + "/kmes";
}
