using QkdMec.Grains.Identity;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Silo.Composition;
using QkdMec.Silo.Configuration;
using QkdMec.Silo.DataDirectories;
using QkdMec.Silo.Hosting;
using QkdMec.Silo.Running;
using QkdMec.Telemetry.Exporting;
using QkdMec.Telemetry.Logging;

namespace QkdMec.Bench.Servers;

/// <summary>The product in this process, composed and logging as its host process does it.</summary>
internal static class ProductServing
{
    /// <summary>Asks to fill the pools; the answer is how many blocks that took.</summary>
    public const string Fill = "fill";

    private const int MaxLooks = 300;
    private static readonly TimeSpan LookPeriod = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(5);

    /// <summary>Serves until standard input ends.</summary>
    public static async Task RunAsync(string dataDirectory, ServerPorts ports, SystemShape shape)
    {
        var options = new SystemOptions
        {
            DataDirectory = dataDirectory,
            Gateway = new Uri($"http://127.0.0.1:{ports.Gateway}"),
            Client = new Uri($"http://127.0.0.1:{ports.Client}"),
            KmePort = ports.FirstKme,
        };
        await RunAsync(new SystemPlan(BenchScenario.Create(shape), options), shape);
    }

    /// <summary>Serves a machine of a deployment until standard input ends. The machine with the gateway fills the pools.</summary>
    public static Task RunMachineAsync(string deployment, string machine, string dataDirectory) => RunAsync(
        Planning.PlanOf(new SystemOptions
        {
            DataDirectory = dataDirectory, Deployment = deployment, Machine = machine, Postgres = Environment.GetEnvironmentVariable(CommandLine.PostgresVariable),
        }),
        SystemShape.Standard);

    private static async Task RunAsync(SystemPlan plan, SystemShape shape)
    {
        using var telemetry = ProcessTelemetry.Start(SystemIdentity.Of(plan), LogFormat.Text);
        using var data = DataDirectory.Open(plan.Options.DataDirectory);
        IGrainHost? host = null;
        await using var system = await RunningSystem.StartAsync(plan, data, telemetry.Logging, async parts => host = await GrainHost.StartAsync(parts, more: LeaveFillingToTheBench));
        var filling = new PoolFilling(plan, shape, host!.Grains);

        if (plan.Process.Gateway is not null)
        {
            // First, for the link alone would take minutes to make the key that readiness waits for.
            await filling.FillAsync();
            await system.WhenReadyAsync(CancellationToken.None);
            await WaitForRateAsync(host.Grains);
        }

        await ServerConsole.ServeAsync("", async _ => $"{await filling.FillAsync()}");
        await system.DrainAsync(DrainTime);
    }

    /// <summary>Pools are filled between rounds: the network's own refilling would strike one round and not the next.</summary>
    private static void LeaveFillingToTheBench(IServiceCollection services) =>
        services.Configure<QkdNetworkOptions>(options => options.LowWatermark = 0.01);

    /// <summary>Contexts are refused until the network has heard of the link's rate.</summary>
    private static async Task WaitForRateAsync(IGrainFactory grains)
    {
        var network = grains.GetGrain<IQkdNetworkGrain>(NetworkKeys.Network);
        var (client, edge) = (KmeId.Parse(BenchScenario.ClientKme), KmeId.Parse(BenchScenario.EdgeKme));
        for (var look = 0; look < MaxLooks; look++)
        {
            if ((await network.GetAvailabilityAsync(client, edge, CancellationToken.None)).RateBitsPerSecond > 0)
            {
                return;
            }

            await Task.Delay(LookPeriod);
        }
    }
}
