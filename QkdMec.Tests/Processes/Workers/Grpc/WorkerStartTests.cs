using QkdMec.Silo.Workers;
using QkdMec.Tests.Wire.Workers.Grpc;

namespace QkdMec.Tests.Processes.Workers.Grpc;

/// <summary>A worker that cannot start: one clear line on standard error and exit code 1.</summary>
[Collection(ProcessGroup.Name)]
public sealed class WorkerStartTests : IAsyncDisposable
{
    private readonly WorkerSystem system = new();
    private readonly int port = FreePorts.Take();

    public ValueTask DisposeAsync() => system.DisposeAsync();

    [Theory]
    [InlineData("worker: --serve SAE is missing: the SAE of a MEC host that the worker serves", "--serve")]
    [InlineData("--listen http://127.0.0.1:1: give an address such as https://10.0.0.5:9443", "--listen", "http://127.0.0.1:1")]
    [InlineData("--listen https://192.0.2.1:9443/ is no address of this machine", "--listen", "https://192.0.2.1:9443")]
    [InlineData("worker: the authorities '/nowhere/ca.pem' cannot be read", "--authority", "/nowhere/ca.pem")]
    [InlineData("worker: the certificate '/nowhere/w.pem' with its key", "--certificate", "/nowhere/w.pem")]
    [InlineData("--runs none: give a number from 1 to 1024", "--runs", "none")]
    public async Task Start_WithAWrongOption_IsRefusedInOneLine(string reason, params string[] option)
    {
        var standard = ArgumentsOf(system.Save("sae-worker-1")).Chunk(2).Where(pair => pair[0] != option[0]).SelectMany(pair => pair);
        await AssertRefusedAsync(reason, [.. standard, .. option.Length == 2 ? option : []]);
    }

    [Fact]
    public async Task Start_WhenThePortIsTaken_SaysSo()
    {
        using var other = FreePorts.Listen(port);
        await AssertRefusedAsync($"--listen https://127.0.0.1:{port}/ is taken by another program", ArgumentsOf(system.Save("sae-worker-1")));
    }

    [Fact]
    public async Task Start_WithACertificateOfAnotherAuthority_SaysSo()
    {
        using var foreign = WorkerSystem.Authority("lab");
        await AssertRefusedAsync("vouches for the certificate", ArgumentsOf(system.Save("sae-worker-1", foreign)));
    }

    private static async Task AssertRefusedAsync(string reason, string[] arguments)
    {
        await using var refused = await ProductProcess.RunToEndAsync([WorkerSettings.Command, .. arguments]);
        Assert.Equal(1, refused.ExitCode);
        var line = Assert.Single(refused.Errors);
        Assert.StartsWith("QkdMec cannot start: ", line, StringComparison.Ordinal);
        Assert.Contains(reason, line, StringComparison.Ordinal);
        Assert.Empty(refused.Output);
    }

    private string[] ArgumentsOf(WorkerSettings files) =>
    [
        "--listen", $"https://127.0.0.1:{port}", "--certificate", files.Certificate, "--key", files.Key, "--authority", files.Authorities,
        "--kme", "https://127.0.0.1:8443", "--serve", "sae-edge-1",
    ];
}
