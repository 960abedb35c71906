namespace QkdMec.Tests.Hosting;

/// <summary>Where a product of a test keeps its grain states over a restart: in a PostgreSQL server of its own.</summary>
internal sealed class ProductStates : IAsyncDisposable
{
    private readonly ThrowawayPostgres server;

    private ProductStates(ThrowawayPostgres server) => this.server = server;

    public string[] Arguments { get; } = ["--storage", "postgres"];

    /// <summary>The connection string of the database.</summary>
    public string? Postgres => server.ConnectionString;

    /// <summary>Starts the server; the test is skipped where there is none.</summary>
    public static async Task<ProductStates> StartAsync()
    {
        var server = await ThrowawayPostgres.TryStartAsync(TestContext.Current.CancellationToken);
        Assert.SkipWhen(server is null, "there are no PostgreSQL binaries (initdb, pg_ctl) on this machine");
        return new ProductStates(server!);
    }

    /// <summary>Copies the states while the product writes them, as docs/backup.md says.</summary>
    public Task BackUpAsync(StatePaths paths, CancellationToken cancellationToken) => server.DumpAsync(paths.Backup, cancellationToken);

    /// <summary>Puts the copy back; the product must be down.</summary>
    public Task PutBackAsync(StatePaths paths, CancellationToken cancellationToken) => server.RestoreAsync(paths.Backup, cancellationToken);

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
