using System.CommandLine;
using QkdMec.Client.Databases;

namespace QkdMec.Client.Commands;

/// <summary><c>qkdmec database</c>: the tables of a cluster in PostgreSQL.</summary>
internal static class DatabaseCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new("database", "Works on the PostgreSQL database of a cluster.") { Migrate() };

    private static Command Migrate()
    {
        var command = new Command("migrate", $"Makes or renews the tables of cluster and grain state; the connection string is in {ClusterDatabase.Variable}.");
        command.SetAction(async (_, cancellationToken) => await MigrateAsync(cancellationToken));
        return command;
    }

    private static async Task<int> MigrateAsync(CancellationToken cancellationToken)
    {
        if (Environment.GetEnvironmentVariable(ClusterDatabase.Variable) is not { Length: > 0 } connectionString)
        {
            throw new CommandException(ExitCodes.Usage, $"set {ClusterDatabase.Variable} to the connection string of the database");
        }

        try
        {
            var before = await ClusterDatabase.MigrateAsync(connectionString, cancellationToken);
            if (ClusterDatabase.FaultOfNewer(before) is { } fault)
            {
                throw new CommandException(ExitCodes.Refused, fault);
            }

            Console.WriteLine(before == ClusterDatabase.Version
                ? $"the database is at version {before} already"
                : $"the database is at version {ClusterDatabase.Version}, it was at {before}");
            return ExitCodes.Success;
        }
        catch (ClusterDatabaseException fault)
        {
            throw new CommandException(fault.InnerException is ArgumentException ? ExitCodes.Usage : ExitCodes.Unreachable, fault.Message);
        }
    }
}
