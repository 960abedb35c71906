using System.Collections.Concurrent;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Tests.Fakes;

/// <summary>Gives both ends the same bytes for each block, fresh for each; a test can spoil, withhold or delay them.</summary>
internal sealed class SharedBlockSource : IBlockSource
{
    private readonly SeededEntropy entropy = new(14);
    private readonly ConcurrentDictionary<Guid, byte[]> copies = new();

    /// <summary>Awaited before a block is made.</summary>
    public Func<Task> BeforeMaking { get; set; } = () => Task.CompletedTask;

    /// <summary>Changes the other end's copy.</summary>
    public Action<byte[]> Spoil { get; set; } = _ => { };

    public async ValueTask<MadeBlock?> MakeAsync(BlockSupply supply, PoolId pool, BlockKey block, CancellationToken cancellationToken)
    {
        await BeforeMaking();
        var bytes = new byte[supply.Bytes];
        entropy.Fill(bytes);
        var name = Guid.NewGuid();
        copies[name] = bytes;
        return new MadeBlock(KeyMaterial.CopyOf("made block", bytes), [.. name.ToByteArray()]);
    }

    public ValueTask<KeyMaterial?> TakeAsync(PoolId pool, BlockOffer offer, CancellationToken cancellationToken)
    {
        if (!copies.TryRemove(new Guid(offer.Reference.AsSpan()), out var bytes))
        {
            return ValueTask.FromResult<KeyMaterial?>(null);
        }

        Spoil(bytes);
        return ValueTask.FromResult<KeyMaterial?>(KeyMaterial.CopyOf("taken block", bytes));
    }
}
