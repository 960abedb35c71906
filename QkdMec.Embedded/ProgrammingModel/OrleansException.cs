namespace Orleans.Runtime;

/// <summary>An error of the grain host.</summary>
public class OrleansException(string message, Exception? innerException) : Exception(message, innerException)
{
    /// <summary>An error without a cause.</summary>
    public OrleansException(string message) : this(message, null)
    {
    }
}
