namespace QkdMec.Tests.Hosting.Orleans.Machines;

/// <summary>What clients do all the while.</summary>
internal enum LoadKind
{
    /// <summary>A client calls a function through the client perimeter.</summary>
    Invocation,

    /// <summary>A SAE draws keys at its KME, and another fetches one at its own.</summary>
    Keys,

    /// <summary>A device application creates an app context.</summary>
    Context,

    /// <summary>An operator reads the topology.</summary>
    Topology,
}
