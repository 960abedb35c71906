using QkdMec.Grains.KeyPools;
using QkdMec.Grains.KeyVaults;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Grains.KeyDeliveries;

/// <summary>A block in memory that keys and pads are fetched from. What was consumed longer ago than the repeat window is zero here.</summary>
/// <remarks>Guarded by the lock of its <see cref="InboundKeys"/>.</remarks>
internal sealed class InboundBlock : IDisposable
{
    private readonly KeyMaterial bytes;
    private readonly byte[] consumed;
    private readonly byte[] repeatable;
    private readonly Queue<(long At, int Offset, int Length)> deliveries = new();

    /// <summary>Takes the bytes over.</summary>
    /// <param name="record">What the vault says of the block.</param>
    /// <param name="bytes">The block.</param>
    /// <param name="marks">What was consumed of it before.</param>
    public InboundBlock(BlockRecord record, KeyMaterial bytes, ReadOnlySpan<byte> marks)
    {
        (Record, this.bytes) = (record, bytes);
        consumed = new byte[ConsumptionBits.BytesFor(record.BodyBytes)];
        repeatable = new byte[consumed.Length];
        marks[..Math.Min(marks.Length, consumed.Length)].CopyTo(consumed);
        for (var offset = 0; offset < record.BodyBytes; offset += KeyLocation.Granularity)
        {
            if (ConsumptionBits.AllSet(consumed, offset, KeyLocation.Granularity))
            {
                Body(offset, KeyLocation.Granularity).Clear();
            }
        }
    }

    public BlockRecord Record { get; }

    /// <summary>Whether something was consumed that the vault was not told.</summary>
    public bool IsDirty { get; set; }

    /// <summary>Whether its marks are being written.</summary>
    public bool IsSaving { get; set; }

    /// <summary>When it was used last, to choose what to unload.</summary>
    public long UsedAt { get; set; }

    public bool HasDeliveries => deliveries.Count > 0;

    /// <summary>Whether nothing would be lost if it were loaded from the vault again.</summary>
    public bool IsIdle => !IsDirty && !IsSaving && !HasDeliveries;

    /// <summary>Whether every position was consumed, so that it serves nobody any more.</summary>
    public bool IsUsedUp => IsIdle && ConsumptionBits.AllSet(consumed, 0, Record.BodyBytes);

    public ReadOnlySpan<byte> KeyIdKey => BlockLayout.KeyIdKey(bytes.Span);

    public ReadOnlySpan<byte> Marks => consumed;

    public bool Contains(int offset, int length) => Record.Contains(offset, length);

    /// <summary>Whether a key can be handed out: never consumed, or to the same SAE a moment ago.</summary>
    public bool IsFetchable(int offset, int length) =>
        !ConsumptionBits.AnySet(consumed, offset, length) || ConsumptionBits.AllSet(repeatable, offset, length);

    public bool IsUntouched(int offset, int length) => !ConsumptionBits.AnySet(consumed, offset, length);

    /// <summary>Hands a key out; it can be repeated until <see cref="Forget"/>.</summary>
    public void Deliver(KeyLocation key, long now, Span<byte> destination)
    {
        Body(key.Offset, key.Length).CopyTo(destination);
        NoteDelivery(key.Offset, key.OccupiedBytes, now);
    }

    /// <summary>Notes that a key was handed out, here or by another listener.</summary>
    public void NoteDelivery(int offset, int length, long now)
    {
        if (IsUntouched(offset, length))
        {
            ConsumptionBits.Write(consumed, offset, length, true);
            ConsumptionBits.Write(repeatable, offset, length, true);
            deliveries.Enqueue((now, offset, length));
            IsDirty = true;
        }
    }

    public void CopyTo(int offset, Span<byte> destination) => Body(offset, destination.Length).CopyTo(destination);

    /// <summary>Marks a pad as consumed. False: some of it was before.</summary>
    public bool TryMark(int offset, int length)
    {
        if (!IsUntouched(offset, length))
        {
            return false;
        }

        ConsumptionBits.Write(consumed, offset, length, true);
        return true;
    }

    /// <summary>Takes a mark back that was made a moment ago.</summary>
    public void Unmark(int offset, int length) => ConsumptionBits.Write(consumed, offset, length, false);

    /// <summary>Zeroes a pad that was marked.</summary>
    public void Erase(int offset, int length) => Body(offset, length).Clear();

    /// <summary>Zeroes what was delivered before a time.</summary>
    public void Forget(long before)
    {
        while (deliveries.TryPeek(out var delivery) && delivery.At < before)
        {
            deliveries.Dequeue();
            ConsumptionBits.Write(repeatable, delivery.Offset, delivery.Length, false);
            Body(delivery.Offset, delivery.Length).Clear();
        }
    }

    public void Dispose() => bytes.Dispose();

    private Span<byte> Body(int offset, int length) => bytes.Span.Slice(BlockLayout.HeadBytes + offset, length);
}
