using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace QkdMec.Gateway.Qkd014;

/// <summary>Memory for connections that carry keys: every block is zeroed when it comes back, and kept pinned for the next use.</summary>
internal sealed class ClearingMemoryPool : MemoryPool<byte>
{
    private const int BlockBytes = 4096;
    private const int MaxKept = 4096;
    private readonly ConcurrentQueue<Block> kept = new();
    private int keptCount;
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
            Interlocked.Decrement(ref keptCount);
            block.IsRented = true;
            return block;
        }

        return new Block(this) { IsRented = true };
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        disposed = true;
        kept.Clear();
    }

    private void Return(Block block)
    {
        // Counted here: the queue would look through all its segments for each block.
        if (disposed || Interlocked.Increment(ref keptCount) > MaxKept)
        {
            Interlocked.Decrement(ref keptCount);
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
