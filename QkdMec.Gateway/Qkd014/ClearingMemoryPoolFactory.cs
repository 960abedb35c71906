using System.Buffers;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Connections;

namespace QkdMec.Gateway.Qkd014;

/// <summary>Gives the server of a key delivery API its memory.</summary>
internal sealed class ClearingMemoryPoolFactory : IMemoryPoolFactory<byte>
{
    private readonly StrongBox<int> kept = new();

    /// <inheritdoc/>
    public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => new ClearingMemoryPool(kept);
}
