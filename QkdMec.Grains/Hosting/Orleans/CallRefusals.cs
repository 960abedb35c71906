namespace QkdMec.Grains.Hosting;

/// <summary>Which failures of a call say that no grain had it.</summary>
public static class CallRefusals
{
    /// <summary>
    /// Whether a call surely did nothing: a silo rejected its message, or there was none to place its grain on. Not what derives from these: that the silo became
    /// unavailable is said of calls under way too.
    /// </summary>
    public static bool WasNotTaken(OrleansException fault) =>
        fault.GetType() == typeof(OrleansMessageRejectionException) || fault.GetType() == typeof(OrleansException);
}
