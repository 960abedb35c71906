using QkdMec.Grains.KeyVaults;

namespace QkdMec.Grains.KeyDeliveries;

/// <summary>A block that another listener of the site serves: its bytes for a moment, and who may be asked what of it was consumed.</summary>
/// <param name="block">The block. What of it was consumed is not known here: a key that may be repeated must not be zero.</param>
/// <param name="server">The run that serves it.</param>
/// <remarks>Guarded by the lock of its <see cref="InboundKeys"/>.</remarks>
internal sealed class VisitedBlock(InboundBlock block, ListenerLife server) : IDisposable
{
    public BlockRecord Record => block.Record;

    public ListenerLife Server => server;

    /// <summary>When it was loaded.</summary>
    public long Since => block.UsedAt;

    public ReadOnlySpan<byte> KeyIdKey => block.KeyIdKey;

    public void CopyTo(int offset, Span<byte> destination) => block.CopyTo(offset, destination);

    public void Dispose() => block.Dispose();
}
