namespace QkdMec.Protocols.Mx2;

/// <summary>The paths of ETSI MEC 016 below the root of the server.</summary>
public static class Mx2Paths
{
    /// <summary>Where the interface begins.</summary>
    public const string Root = "/dev_app/v1";

    /// <summary>The applications.</summary>
    public const string AppList = Root + "/app_list";

    /// <summary>The app contexts.</summary>
    public const string AppContexts = Root + "/app_contexts";

    /// <summary>Where an application can be instantiated.</summary>
    public const string LocationAvailability = Root + "/obtain_app_loc_availability";

    /// <summary>One app context.</summary>
    public static string AppContext(string contextId) => $"{AppContexts}/{contextId}";
}
