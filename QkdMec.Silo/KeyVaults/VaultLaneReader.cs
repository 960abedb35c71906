namespace QkdMec.Silo.KeyVaults;

/// <summary>Reads on a thread of its own: for a database that a network lies before.</summary>
internal sealed class VaultLaneReader(VaultLane lane) : IVaultReader
{
    /// <inheritdoc/>
    public ValueTask<T> ReadAsync<T>(Func<VaultSession, T> read) => new(lane.RunAsync(read));

    /// <inheritdoc/>
    public void Dispose() => lane.Dispose();
}
