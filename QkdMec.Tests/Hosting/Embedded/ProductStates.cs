namespace QkdMec.Tests.Hosting;

/// <summary>Where a product of a test keeps its grain states over a restart: in its data directory.</summary>
internal sealed class ProductStates : IAsyncDisposable
{
    public string[] Arguments { get; } = [];

    /// <summary>The connection string of a database; null where none is used.</summary>
    public string? Postgres => null;

    public static Task<ProductStates> StartAsync() => Task.FromResult(new ProductStates());

    public ValueTask DisposeAsync() => default;
}
