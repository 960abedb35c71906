using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>The stored state is not the one this activation read.</summary>
public class InconsistentStateException(string message, Exception? innerException) : OrleansException(message, innerException)
{
    /// <summary>A conflict without a cause.</summary>
    public InconsistentStateException(string message) : this(message, null)
    {
    }
}
