using System.Text;
using System.Text.Json;

namespace QkdMec.Tests.Processes.Telemetry;

/// <summary>Does a collector that is away, or takes and never answers, leave the product alone?</summary>
[Collection(ProcessGroup.Name)]
public sealed class AbsentCollectorTests : IDisposable
{
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(10);

    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("qkdmec-absent-");
    private readonly ProductAddresses addresses = ProductAddresses.Take();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => root.Delete(recursive: true);

    [Fact]
    public async Task CollectorThatIsAway_FailsNoRequest_AndIsToldOf()
    {
        var environment = new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"http://127.0.0.1:{FreePorts.Take()}", ["OTEL_BSP_SCHEDULE_DELAY"] = "20", ["OTEL_METRIC_EXPORT_INTERVAL"] = "50",
        };
        await using var product = ProductProcess.Begin(["--data", Path.Combine(root.FullName, "data"), "--log-format", "json", .. addresses.Arguments], environment: environment);
        await product.WhenReadyAsync();
        await InvokeAsync();
        await product.WhenSaidAsync("The collector does not take what is sent to it");
        await product.TerminateAsync(EndLimit);

        Assert.Equal(0, product.ExitCode);
        Assert.Single(product.Errors, line => line.Contains("The collector does not take", StringComparison.Ordinal));
        var lines = product.Errors.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.All(lines, line => Assert.NotEmpty(line.GetProperty("Message").GetString()!));
        var step = lines.First(line => line.GetProperty("Message").GetString()!.StartsWith("Step function-ran", StringComparison.Ordinal));
        var traced = step.GetProperty("Scopes").EnumerateArray().First(scope => scope.TryGetProperty("TraceId", out _)).GetProperty("TraceId").GetString();
        Assert.Equal(step.GetProperty("State").GetProperty("TraceId").GetString(), traced);
    }

    [Fact]
    public async Task CollectorThatNeverAnswers_FailsNoRequest_AndTheProcessEndsInTime()
    {
        // Whoever connects is accepted by the system and hears nothing.
        var port = FreePorts.Take();
        using var silent = FreePorts.Listen(port);
        var environment = new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"http://127.0.0.1:{port}", ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf", ["OTEL_BSP_SCHEDULE_DELAY"] = "20",
        };
        await using var product = await ProductProcess.StartAsync(Path.Combine(root.FullName, "data"), addresses, environment: environment);
        await InvokeAsync();
        using (await silent!.AcceptTcpClientAsync(Cancellation))
        {
            await InvokeAsync();
            await product.TerminateAsync(EndLimit);
        }

        Assert.Equal(0, product.ExitCode);
    }

    [Fact]
    public async Task VariableThatCannotBeUsed_EndsTheStartWithOneLine()
    {
        await using var product = ProductProcess.Begin(
            ["--data", Path.Combine(root.FullName, "data"), .. addresses.Arguments], environment: new Dictionary<string, string> { ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "udp" });
        await product.WaitForEndAsync(EndLimit);

        Assert.Equal(1, product.ExitCode);
        Assert.Equal("QkdMec cannot start: OTEL_EXPORTER_OTLP_PROTOCOL is 'udp': set grpc or http/protobuf", Assert.Single(product.Errors));
    }

    private async Task InvokeAsync()
    {
        using var http = new HttpClient();
        using var body = new StringContent("""{"still":"here"}""", Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri(addresses.ClientUri, "echo"), body, Cancellation);
        Assert.Equal("""{"still":"here"}""", await answer.Content.ReadAsStringAsync(Cancellation));
    }
}
