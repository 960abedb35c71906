namespace QkdMec.Grains.KeyVaults;

/// <summary>The store behind a vault failed. The message names vault and operation, never key material.</summary>
public sealed class KeyVaultException : Exception
{
    /// <summary>A failure with its cause.</summary>
    public KeyVaultException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
