using QkdMec.Client.Databases;
using QkdMec.Silo.Configuration;

namespace QkdMec.Silo.Hosting;

/// <summary>The PostgreSQL database of a silo at its start.</summary>
internal static class StateDatabase
{
    /// <summary>Makes what is missing: one process has the database for itself.</summary>
    /// <exception cref="StartupException">The database cannot be reached or refuses.</exception>
    public static Task PrepareAsync(string connectionString, CancellationToken cancellationToken) => UseAsync(async () =>
        ClusterDatabase.FaultOfNewer(await ClusterDatabase.MigrateAsync(connectionString, cancellationToken)));

    /// <summary>Changes nothing: machines of one cluster must not disagree about its tables.</summary>
    /// <exception cref="StartupException">The database cannot be reached, or has not the tables of this build.</exception>
    public static Task RequireAsync(string connectionString, CancellationToken cancellationToken) =>
        UseAsync(() => ClusterDatabase.FindFaultAsync(connectionString, cancellationToken));

    private static async Task UseAsync(Func<Task<string?>> findFault)
    {
        try
        {
            if (await findFault() is { } fault)
            {
                throw new StartupException(fault);
            }
        }
        catch (ClusterDatabaseException fault)
        {
            throw new StartupException(fault.Message, fault);
        }
    }
}
