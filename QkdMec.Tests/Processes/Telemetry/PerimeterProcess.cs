using System.Diagnostics;

namespace QkdMec.Tests.Processes.Telemetry;

/// <summary>A client perimeter as a process of its own, beside a product.</summary>
internal sealed class PerimeterProcess : IAsyncDisposable
{
    private const string ReadyLine = "The client perimeter is ready at ";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90);

    private readonly Process process;

    private PerimeterProcess(Process process) => this.process = process;

    /// <summary>Where client apps reach it.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Starts it at a free port and waits for its ready line.</summary>
    public static async Task<PerimeterProcess> StartAsync(TracedProduct product, IReadOnlyDictionary<string, string> environment)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var program = Path.Combine(configuration.Parent!.Parent!.FullName, "QkdMec.Client", configuration.Name, "qkdmec.dll");
        var start = new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            [
                program, "perimeter", "--listen", $"http://127.0.0.1:{FreePorts.Take()}", "--gateway", $"{product.Addresses.GatewayUri}",
                "--kme", $"{product.Addresses.HospitalKme}", "--certs", Path.Combine(product.Data, "certs"),
            ]) { RedirectStandardOutput = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var perimeter = new PerimeterProcess(Process.Start(start)!);
        using var limit = new CancellationTokenSource(StartLimit);
        var line = await perimeter.process.StandardOutput.ReadLineAsync(limit.Token);
        Assert.StartsWith(ReadyLine, line, StringComparison.Ordinal);
        perimeter.Address = new Uri(line![ReadyLine.Length..]);
        return perimeter;
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
