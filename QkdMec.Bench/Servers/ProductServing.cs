using QkdMec.Silo.Composition;
using QkdMec.Silo.Configuration;
using QkdMec.Silo.DataDirectories;
using QkdMec.Silo.Hosting;
using QkdMec.Silo.Running;
using QkdMec.Silo.Telemetry;

namespace QkdMec.Bench.Servers;

/// <summary>The product in this process, composed and logging as its host process does it.</summary>
internal static class ProductServing
{
    /// <summary>Asks to fill the pools; the answer is how many blocks that took.</summary>
    public const string Fill = "fill";

    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(5);

    /// <summary>Serves until standard input ends.</summary>
    public static async Task RunAsync(string dataDirectory, ServerPorts ports)
    {
        var options = new SystemOptions
        {
            DataDirectory = dataDirectory,
            Gateway = new Uri($"http://127.0.0.1:{ports.Gateway}"),
            Client = new Uri($"http://127.0.0.1:{ports.Client}"),
            KmePort = ports.FirstKme,
        };
        using var logging = ConsoleLogging.Create();
        var plan = new SystemPlan(BenchScenario.Create(), options);
        using var data = DataDirectory.Open(options.DataDirectory);
        IGrainHost? host = null;
        await using var system = await RunningSystem.StartAsync(plan, data, logging, async parts => host = await GrainHost.StartAsync(parts));
        var filling = new PoolFilling(plan, host!.Grains);
        await system.WhenReadyAsync(CancellationToken.None);
        await ServerConsole.ServeAsync("", async _ => $"{await filling.FillAsync()}");
        await system.DrainAsync(DrainTime);
    }
}
