using QkdMec.Protocols.Secrets;

namespace QkdMec.Protocols.Qkd014Clients;

/// <summary>A key that a KME delivered.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Key">The key; whoever holds this disposes it.</param>
public sealed record DeliveredKey(Guid Id, KeyMaterial Key) : IDisposable
{
    /// <summary>Zeroes the key.</summary>
    public void Dispose() => Key.Dispose();
}
