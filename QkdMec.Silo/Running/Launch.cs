using QkdMec.Silo.Composition;
using QkdMec.Silo.Configuration;
using QkdMec.Silo.DataDirectories;
using QkdMec.Silo.Deployments;
using QkdMec.Silo.Deployments.Provisioning;
using QkdMec.Silo.Hosting;
using QkdMec.Silo.Scenarios;
using QkdMec.Telemetry.Exporting;

namespace QkdMec.Silo.Running;

/// <summary>The life of the process, from its options to its orderly end.</summary>
internal static class Launch
{
    /// <summary>Does what the options say: writes the scenario or the secrets of a deployment, or runs until the end is wished for.</summary>
    /// <exception cref="StartupException">It cannot start.</exception>
    /// <exception cref="OperationCanceledException">The end was wished for before it had started.</exception>
    public static async Task RunAsync(SystemOptions options, ShutdownSignal shutdown)
    {
        if (options.ScenarioFile is { } file)
        {
            ScenarioLibrary.Write(ScenarioLibrary.Load(options.Scenario), file);
            return;
        }

        if (options.ProvisionDirectory is { } provisioned)
        {
            Provision.Run(DeploymentFile.Load(options.Deployment!), provisioned, TimeProvider.System, Console.Out);
            return;
        }

        var plan = Planning.PlanOf(options);
        using var telemetry = ProcessTelemetry.Start(SystemIdentity.Of(plan), options.LogFormat);
        PortCheck.RequireFree(plan);
        if (plan.Process is MachinePlan machine)
        {
            Provision.Require(machine.File, machine.Self, Path.GetFullPath(options.DataDirectory));
        }

        using var data = DataDirectory.Open(options.DataDirectory);
        await using var system = await RunningSystem.StartAsync(plan, data, telemetry.Logging, stopping: shutdown.Stopping);
        Announcement.WriteAddresses(Console.Out, plan, data);
        await shutdown.RunUntilRequestedAsync(system.WhenReadyAsync, () => Announcement.WriteReady(Console.Out, plan, data));
        await system.DrainAsync(options.DrainTime);
    }
}
