using System.Security.Cryptography;

namespace QkdMec.Grains.Functions;

/// <summary>
/// What a function answered: a status and UTF-8 JSON in clear. It owns its bytes and overwrites them on dispose; it prints its size only.
/// </summary>
public sealed class FunctionResult : IDisposable
{
    private byte[]? json;

    private FunctionResult(FunctionStatus status, byte[] json)
    {
        Status = status;
        this.json = json;
    }

    /// <summary>How the activation ended.</summary>
    public FunctionStatus Status { get; }

    /// <summary>The result as UTF-8 JSON.</summary>
    /// <exception cref="ObjectDisposedException">The bytes were overwritten already.</exception>
    public ReadOnlyMemory<byte> Utf8Json => json ?? throw new ObjectDisposedException(nameof(FunctionResult));

    /// <summary>Takes over the bytes as the result of an activation; the caller must not use them again.</summary>
    /// <param name="status">How the activation ended.</param>
    /// <param name="utf8Json">The result as UTF-8 JSON.</param>
    /// <returns>The result that owns the bytes.</returns>
    public static FunctionResult TakeOver(FunctionStatus status, byte[] utf8Json)
    {
        ArgumentNullException.ThrowIfNull(utf8Json);
        return new FunctionResult(status, utf8Json);
    }

    /// <summary>Overwrites the bytes.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref json, null) is { } owned)
        {
            CryptographicOperations.ZeroMemory(owned);
        }
    }

    /// <summary>The status and the size, never the content.</summary>
    /// <returns>A text for logs.</returns>
    public override string ToString() => json is { } owned ? $"{Status}, {owned.Length} bytes" : $"{Status}, overwritten";
}
