namespace Orleans.Runtime;

/// <summary>A call that was not brought to its grain.</summary>
public class OrleansMessageRejectionException(string message, Exception? innerException) : OrleansException(message, innerException)
{
    /// <summary>A rejection without a cause.</summary>
    public OrleansMessageRejectionException(string message) : this(message, null)
    {
    }
}
