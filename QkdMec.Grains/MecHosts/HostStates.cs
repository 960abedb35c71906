namespace QkdMec.Grains.MecHosts;

/// <summary>What a state means to those who look for a host.</summary>
public static class HostStates
{
    /// <summary>Why a host in this state takes no new context, as the part of a sentence; null when it takes them.</summary>
    public static string? WhyClosed(this HostState state) => state switch
    {
        HostState.Active => null,
        HostState.Draining => "it is being drained and takes no new contexts",
        HostState.Removed => "it is being removed and takes no new contexts",
        _ => "it has failed: it does not answer",
    };
}
