using System.Data.Common;
using QkdMec.Grains.KeyVaults;

namespace QkdMec.Silo.KeyVaults;

/// <summary>Reads on the caller's thread: for a database in a file, whose pages are in memory as a rule.</summary>
internal sealed class DirectVaultReader(DbConnection connection) : IVaultReader
{
    private readonly Lock gate = new();

    /// <inheritdoc/>
    public ValueTask<T> ReadAsync<T>(Func<VaultSession, T> read)
    {
        try
        {
            lock (gate)
            {
                return new(read(new VaultSession(connection, null)));
            }
        }
        catch (DbException error)
        {
            return ValueTask.FromException<T>(new KeyVaultException("the vault could not read", error));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();
}
