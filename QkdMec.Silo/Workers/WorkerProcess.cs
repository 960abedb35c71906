using QkdMec.Functions.Runtime;
using QkdMec.Functions.Workers;
using QkdMec.Grains.Functions;
using QkdMec.Protocols.Qkd014Clients;
using QkdMec.Silo.Composition;
using QkdMec.Silo.Configuration;
using QkdMec.Silo.Hosting;
using QkdMec.Silo.Running;
using QkdMec.Telemetry.Exporting;

namespace QkdMec.Silo.Workers;

/// <summary>The life of a worker's process.</summary>
internal static class WorkerProcess
{
    /// <summary>Runs until the end is wished for.</summary>
    /// <exception cref="StartupException">It cannot start.</exception>
    public static async Task RunAsync(WorkerSettings settings, ShutdownSignal shutdown)
    {
        if (!WorkerBuild.HasGrpc)
        {
            throw new StartupException($"worker: {WorkerBuild.WhyNot}");
        }

        PortCheck.RequireFree("--listen", settings.Listen);
        using var telemetry = ProcessTelemetry.Start(new ProcessIdentity("qkdmec-worker", new Dictionary<string, object>()), settings.LogFormat);
        var credentials = WorkerCredentials.Load(settings, TimeProvider.System, telemetry.Logging.CreateLogger<WorkerCredentials>());
        using var keys = KeysOf(settings, credentials);
        using var instruments = new WorkerInstruments();
        await using var services = ServicesOf(telemetry.Logging);
        var options = new WorkerOptions { Sae = credentials.Sae, Hosts = settings.Hosts, MaxRuns = settings.MaxRuns };
        using var desk = new WorkerDesk(options, keys, services.GetRequiredService<IFunctionRuntime>(), instruments, TimeProvider.System);
        await using var listeners = new Listeners();
        await listeners.StartAsync(WorkerSettings.Command, settings.Listen, WorkerBuild.ListenerOf(new WorkerParts(settings, credentials, desk, telemetry.Logging)));
        await shutdown.RunUntilRequestedAsync(_ => Task.CompletedTask, () => Tell(settings, credentials));
        desk.Stop();
        using var deadline = new CancellationTokenSource(settings.DrainTime);
        await listeners.StopAsync(deadline.Token);
    }

    private static RenewedKeyClient KeysOf(WorkerSettings settings, WorkerCredentials credentials) => new(
        () => credentials.Certificate,
        certificate => new KmeAddresses(settings.Kmes.Select(kme => new Qkd014Client(new Qkd014ClientOptions { Kme = kme, Certificate = certificate, Authorities = credentials.Authorities }))));

    private static ServiceProvider ServicesOf(ILoggerFactory logging) => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
        .AddSingleton(logging)
        .AddFunctions()
        .BuildServiceProvider();

    private static void Tell(WorkerSettings settings, WorkerCredentials credentials)
    {
        Console.Out.WriteLine($"worker            {settings.Listen} {credentials.Sae}, for {string.Join(", ", settings.Hosts)}");
        Console.Out.WriteLine(Announcement.ReadyLine);
        Console.Out.Flush();
    }
}
