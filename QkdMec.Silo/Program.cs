using QkdMec.Silo.Configuration;
using QkdMec.Silo.Hosting;
using QkdMec.Silo.Running;
using QkdMec.Silo.Workers;
using QkdMec.Telemetry.Exporting;

using var shutdown = new ShutdownSignal();
try
{
    if (args is [WorkerSettings.Command, .. var rest])
    {
        if (new WorkerCommandLine().Read(rest) is { } settings)
        {
            await WorkerProcess.RunAsync(settings, shutdown);
        }
    }
    else if (new CommandLine().Read(args) is { } options)
    {
        await Launch.RunAsync(options, shutdown);
    }

    return 0;
}
catch (OperationCanceledException) when (shutdown.Stopping.IsCancellationRequested)
{
    // Stopped while it still waited for other machines: an orderly end all the same.
    return 0;
}
catch (Exception fault) when (fault is StartupException or TelemetryException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine($"QkdMec cannot start: {fault.Message}");
    return 1;
}
