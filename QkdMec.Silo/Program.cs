using QkdMec.Silo.Composition;
using QkdMec.Silo.Configuration;
using QkdMec.Silo.DataDirectories;
using QkdMec.Silo.Hosting;
using QkdMec.Silo.Running;
using QkdMec.Silo.Scenarios;
using QkdMec.Telemetry.Exporting;

try
{
    if (new CommandLine().Read(args) is not { } options)
    {
        return 0;
    }

    if (options.ScenarioFile is { } file)
    {
        ScenarioLibrary.Write(ScenarioLibrary.Load(options.Scenario), file);
        return 0;
    }

    var plan = Planning.PlanOf(options);
    using var shutdown = new ShutdownSignal();
    using var telemetry = ProcessTelemetry.Start(SystemIdentity.Of(plan), options.LogFormat);
    PortCheck.RequireFree(plan);
    using var data = DataDirectory.Open(options.DataDirectory);
    await using var system = await RunningSystem.StartAsync(plan, data, telemetry.Logging);
    Announcement.WriteAddresses(Console.Out, plan, data);
    await shutdown.RunUntilRequestedAsync(system.WhenReadyAsync, () => Announcement.WriteReady(Console.Out, plan, data));
    await system.DrainAsync(options.DrainTime);
    return 0;
}
catch (Exception fault) when (fault is StartupException or TelemetryException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine($"QkdMec cannot start: {fault.Message}");
    return 1;
}
