namespace QkdMec.Grains.Hosting;

/// <summary>Which failures of a call say that no grain had it.</summary>
public static class CallRefusals
{
    // What a silo rejects it sends back with this exception as it is made; what was lost under way has one with a text of its own.
    private static readonly string RejectedText = new SiloUnavailableException().Message;

    /// <summary>
    /// Whether a call surely did nothing: a silo rejected its message, or there was none to place its grain on. Not what derives from these: that the silo became
    /// unavailable is said of calls under way too. For methods that throw no <see cref="OrleansException"/> of their own, such as an invocation.
    /// </summary>
    public static bool WasNotTaken(OrleansException fault) =>
        fault.GetType() == typeof(OrleansMessageRejectionException)
        || fault.GetType() == typeof(OrleansException)
        || (fault is SiloUnavailableException && fault.Message == RejectedText);
}
