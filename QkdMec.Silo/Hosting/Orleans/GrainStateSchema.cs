using Npgsql;
using QkdMec.Silo.Configuration;

namespace QkdMec.Silo.Hosting;

/// <summary>The tables and statements that Orleans' storage provider needs in PostgreSQL.</summary>
internal static class GrainStateSchema
{
    private const string Resource = "sql:grain-state.sql";

    /// <summary>Any number will do, as long as all silos lock the same: two of them starting at once must not both create the tables.</summary>
    private const long LockNumber = 0x716B646D6563;

    /// <summary>Creates what is missing.</summary>
    /// <exception cref="StartupException">The database cannot be reached or refuses.</exception>
    public static async Task ApplyAsync(string connectionString, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new NpgsqlConnection(connectionString);
            await connection.OpenAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT pg_advisory_xact_lock({LockNumber})";
            await command.ExecuteNonQueryAsync(cancellationToken);
            command.CommandText = ReadScript();
            await command.ExecuteNonQueryAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (Exception fault) when (fault is NpgsqlException or ArgumentException)
        {
            throw new StartupException($"the PostgreSQL database for grain state cannot be used: {fault.Message.ReplaceLineEndings(" ")}", fault);
        }
    }

    private static string ReadScript()
    {
        using var stream = typeof(GrainStateSchema).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"resource {Resource} is missing");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
