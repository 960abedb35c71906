using QkdMec.Bench.Servers;
using QkdMec.Grains.Identity;
using QkdMec.Silo.Composition;
using QkdMec.Silo.Configuration;
using QkdMec.Silo.DataDirectories;
using QkdMec.Silo.Hosting;
using QkdMec.Silo.Running;
using QkdMec.Silo.Scenarios;
using QkdMec.Telemetry.Exporting;
using QkdMec.Telemetry.Logging;

namespace QkdMec.Bench.Relocations;

/// <summary>The product with two MEC hosts, each of which has room for all contexts.</summary>
internal static class RelocationServing
{
    /// <summary>Asks the second host to fall silent.</summary>
    public const string Lose = "lose";

    /// <summary>The host that stays.</summary>
    public const string Kept = BenchScenario.EdgeSite + "/edge-1";

    /// <summary>The host that falls silent.</summary>
    public const string Lost = BenchScenario.EdgeSite + "/edge-2";

    /// <summary>So little that the link bears all contexts twice.</summary>
    private const double KeyRateBitsPerSecond = 0.001;

    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(5);

    /// <summary>Serves until standard input ends.</summary>
    public static async Task RunAsync(string dataDirectory, ServerPorts ports, int contexts)
    {
        var options = new SystemOptions
        {
            DataDirectory = dataDirectory,
            Gateway = new Uri($"http://127.0.0.1:{ports.Gateway}"),
            Client = new Uri($"http://127.0.0.1:{ports.Client}"),
            KmePort = ports.FirstKme,
        };
        var plan = new SystemPlan(Create(contexts), options);
        var silence = new HostSwitch(HostId.Parse(Lost));
        using var telemetry = ProcessTelemetry.Start(SystemIdentity.Of(plan), LogFormat.Text);
        using var data = DataDirectory.Open(dataDirectory);
        IGrainHost? host = null;
        await using var system = await RunningSystem.StartAsync(plan, data, telemetry.Logging, async parts => host = await GrainHost.StartAsync(
            parts, more: services => services.AddSingleton(silence).AddSingleton<IIncomingGrainCallFilter, SilentHost>()));
        await new PoolFilling(plan, SystemShape.Standard, host!.Grains).FillAsync();
        await system.WhenReadyAsync(CancellationToken.None);
        await ServerConsole.ServeAsync("", question =>
        {
            silence.FallSilent();
            return Task.FromResult(question);
        });
        await system.DrainAsync(DrainTime);
    }

    private static Scenario Create(int contexts)
    {
        var shape = BenchScenario.Create(SystemShape.Standard);
        HostScenario[] hosts =
        [
            new() { Id = "edge-1", Sae = BenchScenario.EdgeSae, Contexts = contexts + 1 }, new() { Id = "edge-2", Sae = $"{BenchScenario.EdgeSae}-2", Contexts = contexts + 1 },
        ];
        return shape with
        {
            Sites = [.. shape.Sites.Select(site => site.Id == BenchScenario.EdgeSite ? site with { Saes = [.. hosts.Select(host => host.Sae)], Hosts = hosts } : site)],
            Policies = shape.Policies with { KeyRateBitsPerSecond = KeyRateBitsPerSecond },
        };
    }
}
