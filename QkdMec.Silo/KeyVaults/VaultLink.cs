using System.Data;
using System.Data.Common;
using System.Diagnostics;
using QkdMec.Grains.KeyVaults;

namespace QkdMec.Silo.KeyVaults;

/// <summary>A connection that is opened anew after it broke. For one thread.</summary>
internal sealed class VaultLink(VaultDialect dialect, DbConnection first) : IDisposable
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(250);
    private DbConnection? connection = first;
    private long restsSince;

    public VaultDialect Dialect => dialect;

    /// <summary>Whether the connection can still be used.</summary>
    public bool IsSound => connection is { State: ConnectionState.Open };

    /// <summary>The connection, opened when there is none. After a failure to open it refuses for a moment, so that what waits fails at once.</summary>
    /// <exception cref="KeyVaultException">It cannot be opened, or could not a moment ago.</exception>
    public DbConnection Get()
    {
        if (IsSound)
        {
            return connection!;
        }

        connection?.Dispose();
        connection = null;
        if (restsSince != 0 && Stopwatch.GetElapsedTime(restsSince) < Rest)
        {
            throw new KeyVaultException($"{dialect.Name} cannot be reached");
        }

        try
        {
            connection = dialect.Connect();
            restsSince = 0;
            return connection;
        }
        catch (Exception error) when (error is DbException or TimeoutException or IOException)
        {
            restsSince = Stopwatch.GetTimestamp();
            throw new KeyVaultException($"{dialect.Name} cannot be reached: {error.Message}", error);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => connection?.Dispose();
}
