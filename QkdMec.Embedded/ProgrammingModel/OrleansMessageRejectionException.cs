namespace Orleans.Runtime;

/// <summary>A call that was not brought to its grain.</summary>
public class OrleansMessageRejectionException : OrleansException
{
    /// <summary>Only a host rejects calls.</summary>
    internal OrleansMessageRejectionException(string message) : base(message)
    {
    }
}
