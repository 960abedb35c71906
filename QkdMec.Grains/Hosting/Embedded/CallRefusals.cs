namespace QkdMec.Grains.Hosting;

/// <summary>Which failures of a call say that no grain had it.</summary>
public static class CallRefusals
{
    /// <summary>Whether a call surely did nothing: there was no silo for its grain.</summary>
    public static bool WasNotTaken(OrleansException fault) => fault is OrleansMessageRejectionException;
}
