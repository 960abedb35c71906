namespace QkdMec.Protocols.Steps;

/// <summary>Who takes steps; the words of the papers' figures.</summary>
public static class StepComponents
{
    /// <summary>Takes the client app's plain requests.</summary>
    public const string ReverseProxy = "reverse-proxy";

    /// <summary>Speaks Mx2 for its clients.</summary>
    public const string DeviceApp = "device-app";

    /// <summary>The client perimeter's secure application entity.</summary>
    public const string ClientSae = "client-sae";

    /// <summary>The life cycle management proxy: the edge's end of Mx2.</summary>
    public const string Lcmp = "lcmp";

    /// <summary>The MEC orchestrator.</summary>
    public const string Meo = "meo";

    /// <summary>The secure application entity of a MEC host.</summary>
    public const string HostSae = "host-sae";

    /// <summary>The MEC app: the function that runs on a host.</summary>
    public const string MecApp = "mec-app";
}
