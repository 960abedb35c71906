using System.Buffers;
using Microsoft.AspNetCore.Connections;

namespace QkdMec.Gateway.Qkd014;

/// <summary>Gives the server of a key delivery API its memory.</summary>
internal sealed class ClearingMemoryPoolFactory : IMemoryPoolFactory<byte>
{
    /// <inheritdoc/>
    public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => new ClearingMemoryPool();
}
