namespace QkdMec.Silo.Configuration;

/// <summary>The system cannot start for a reason that its operator can mend; the message says it in one line and is all that is printed.</summary>
internal sealed class StartupException : Exception
{
    /// <summary>A fault with its remedy.</summary>
    public StartupException(string message) : base(message)
    {
    }

    /// <summary>A fault with its remedy, and what was found underneath.</summary>
    public StartupException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
