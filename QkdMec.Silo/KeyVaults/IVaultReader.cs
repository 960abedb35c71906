using QkdMec.Grains.KeyVaults;

namespace QkdMec.Silo.KeyVaults;

/// <summary>Reads a vault.</summary>
internal interface IVaultReader : IDisposable
{
    /// <summary>Reads.</summary>
    /// <exception cref="KeyVaultException">The database failed.</exception>
    ValueTask<T> ReadAsync<T>(Func<VaultSession, T> read);
}
