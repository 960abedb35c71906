namespace QkdMec.Protocols.SecurityContexts;

/// <summary>How long and how much one key is used.</summary>
/// <param name="Age">Time since the key was installed.</param>
/// <param name="Invocations">Requests sealed or opened under it.</param>
/// <param name="Bytes">Clear bytes of requests and results together.</param>
public sealed record KeyLimits(TimeSpan Age, long Invocations, long Bytes)
{
    /// <summary>Whether a key used so much has reached a limit.</summary>
    public bool AreReached(TimeSpan age, long invocations, long bytes) => age >= Age || invocations >= Invocations || bytes >= Bytes;
}
