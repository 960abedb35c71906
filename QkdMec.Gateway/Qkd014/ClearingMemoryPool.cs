using System.Buffers;
using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace QkdMec.Gateway.Qkd014;

/// <summary>Memory for connections that carry keys: every block is zeroed when it comes back, and kept pinned for the next use.</summary>
/// <param name="keptInAll">How many blocks all pools of the server keep: it has one for each of its queues, and a burst must not leave each of them full.</param>
internal sealed class ClearingMemoryPool(StrongBox<int> keptInAll) : MemoryPool<byte>
{
    private const int BlockBytes = 4096;
    private const int MaxKept = 4096;
    private readonly ConcurrentQueue<Block> kept = new();
    private volatile bool disposed;

    /// <inheritdoc/>
    public override int MaxBufferSize => BlockBytes;

    /// <inheritdoc/>
    public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minBufferSize, BlockBytes);
        ObjectDisposedException.ThrowIf(disposed, this);
        if (kept.TryDequeue(out var block))
        {
            Interlocked.Decrement(ref keptInAll.Value);
            block.IsRented = true;
            return block;
        }

        return new Block(this) { IsRented = true };
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        disposed = true;
        while (kept.TryDequeue(out _))
        {
            Interlocked.Decrement(ref keptInAll.Value);
        }
    }

    private void Return(Block block)
    {
        // Counted here: the queue would look through all its segments for each block.
        if (disposed)
        {
            return;
        }

        if (Interlocked.Increment(ref keptInAll.Value) > MaxKept)
        {
            Interlocked.Decrement(ref keptInAll.Value);
            return;
        }

        kept.Enqueue(block);
    }

    private sealed class Block(ClearingMemoryPool pool) : IMemoryOwner<byte>
    {
        private readonly byte[] bytes = GC.AllocateArray<byte>(BlockBytes, pinned: true);

        public bool IsRented { get; set; }

        public Memory<byte> Memory => bytes;

        public void Dispose()
        {
            if (IsRented)
            {
                IsRented = false;
                CryptographicOperations.ZeroMemory(bytes);
                pool.Return(this);
            }
        }
    }
}
