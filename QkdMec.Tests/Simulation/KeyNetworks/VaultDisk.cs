using QkdMec.Grains.KeyVaults;

namespace QkdMec.Tests.Simulation.KeyNetworks;

/// <summary>The vault on a site's disk: it outlives its silo, and can be put back to what it was at an earlier time.</summary>
internal sealed class VaultDisk(Guid id, TimeProvider clock)
{
    private readonly List<(long At, Func<IKeyVault, ValueTask> Redo)> _journal = [];

    public IKeyVault Vault { get; private set; } = new MemoryKeyVault(id);

    /// <summary>Whether it is full: what is there can be read, and hardly anything be written.</summary>
    public bool IsFull { get; set; }

    /// <summary>Does what changes the vault and remembers it.</summary>
    public async ValueTask<T> ChangeAsync<T>(Func<IKeyVault, ValueTask<T>> change)
    {
        _journal.Add((clock.GetTimestamp(), async vault => await change(vault)));
        return await change(Vault);
    }

    /// <summary>Puts the vault back to an earlier time. The vault is memory: nothing here waits.</summary>
    public void RollBackTo(long time)
    {
        _journal.RemoveAll(entry => entry.At > time);
        var copy = new MemoryKeyVault(id);
        foreach (var (_, redo) in _journal)
        {
            Assert.True(redo(copy).IsCompletedSuccessfully);
        }

        Vault = copy;
    }
}
