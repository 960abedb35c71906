using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Grains.KeyVaults;

/// <summary>The blocks of one pool in a <see cref="MemoryKeyVault"/>, whose lock guards it.</summary>
internal sealed class MemoryPool
{
    private readonly SortedDictionary<long, MemoryBlock> blocks = [];

    public ulong Epoch { get; private set; }

    public long HighestNumber { get; private set; }

    public PoolMark Mark { get; private set; }

    public bool Advance(ulong epoch)
    {
        if (epoch <= Epoch)
        {
            return false;
        }

        DestroyAll();
        (Epoch, HighestNumber, Mark) = (epoch, 0, default);
        return true;
    }

    public NumberClaim Claim(BlockKey block)
    {
        if (block.Epoch != Epoch)
        {
            return NumberClaim.WrongEpoch;
        }

        if (block.Number <= HighestNumber)
        {
            return NumberClaim.Stale;
        }

        HighestNumber = block.Number;
        return NumberClaim.Claimed;
    }

    public bool Store(PoolId pool, NewBlock block, ReadOnlySpan<byte> bytes)
    {
        if (block.Key.Epoch != Epoch || block.Key.Number > HighestNumber || blocks.ContainsKey(block.Key.Number))
        {
            return false;
        }

        var record = new BlockRecord(block.Key, block.State, bytes.Length, null, block.Provenance);
        blocks.Add(block.Key.Number, new MemoryBlock(record, KeyMaterial.CopyOf($"{pool} {block.Key}", bytes)));
        return true;
    }

    public bool Commit(BlockKey block) => Change(block, record => record with { State = BlockState.Committed });

    public bool Open(BlockKey block, DateTimeOffset at) => Change(block, record => record with { OpenedAt = record.OpenedAt ?? at });

    public bool RaiseMark(ulong epoch, PoolMark mark)
    {
        if (epoch != Epoch || mark.CompareTo(Mark) <= 0)
        {
            return false;
        }

        Mark = mark;
        return true;
    }

    public KeyMaterial? Load(PoolId pool, BlockKey block) =>
        Find(block) is { Record.State: BlockState.Committed } found ? KeyMaterial.CopyOf($"{pool} {block}", found.Bytes.Span) : null;

    public bool Destroy(BlockKey block)
    {
        Find(block)?.Bytes.Dispose();
        return block.Epoch == Epoch && blocks.Remove(block.Number);
    }

    public bool DestroyPrepared(BlockKey block) => Find(block)?.Record.State == BlockState.Prepared && Destroy(block);

    public void DestroyAll()
    {
        foreach (var block in blocks.Values)
        {
            block.Bytes.Dispose();
        }

        blocks.Clear();
    }

    public ImmutableArray<BlockRecord> List() => [.. blocks.Values.Select(block => block.Record)];

    public ListenerLife? Serve(BlockKey block, ListenerLife asking, Func<long, ListenerLife?> find)
    {
        if (Find(block) is not { } found)
        {
            return null;
        }

        var serving = found.Server is { } life ? find(life) : null;
        found.Server = (serving ?? asking).Number;
        return serving ?? asking;
    }

    public byte[] LoadMarks(BlockKey block) => Find(block)?.Marks.ToArray() ?? [];

    public void AddMarks(BlockKey block, ReadOnlySpan<byte> bits)
    {
        if (Find(block) is { } found)
        {
            for (var i = 0; i < Math.Min(bits.Length, found.Marks.Length); i++)
            {
                found.Marks[i] |= bits[i];
            }
        }
    }

    private MemoryBlock? Find(BlockKey block) => block.Epoch == Epoch ? blocks.GetValueOrDefault(block.Number) : null;

    private bool Change(BlockKey block, Func<BlockRecord, BlockRecord> change)
    {
        if (Find(block) is not { } found)
        {
            return false;
        }

        blocks[block.Number] = found with { Record = change(found.Record) };
        return true;
    }

    private sealed record MemoryBlock(BlockRecord Record, KeyMaterial Bytes)
    {
        public long? Server { get; set; }

        public byte[] Marks { get; } = new byte[ConsumptionBits.BytesFor(Record.BodyBytes)];
    }
}
