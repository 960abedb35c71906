namespace QkdMec.Tests.Processes.Telemetry;

/// <summary>One running product that sends to a collector, for several tests.</summary>
public sealed class TracedProduct : IAsyncLifetime
{
    /// <summary>What the operator calls the service.</summary>
    public const string ServiceName = "edge-of-the-ward";

    private readonly string root = Directory.CreateTempSubdirectory("qkdmec-traced-").FullName;
    private ProductProcess? process;
    private OtlpCollector? collector;

    internal ProductAddresses Addresses { get; } = ProductAddresses.Take();

    internal string Data => Path.Combine(root, "data");

    internal OtlpCollector Collector => collector!;

    public async ValueTask InitializeAsync()
    {
        collector = await OtlpCollector.StartAsync();
        var environment = new Dictionary<string, string>(collector.Environment)
        {
            ["OTEL_SERVICE_NAME"] = ServiceName,
            ["OTEL_RESOURCE_ATTRIBUTES"] = "deployment.environment.name=ward-7",
        };
        process = await ProductProcess.StartAsync(Data, Addresses, environment: environment);
    }

    public async ValueTask DisposeAsync()
    {
        await (process?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (collector?.DisposeAsync() ?? ValueTask.CompletedTask);
        Directory.Delete(root, recursive: true);
    }
}
