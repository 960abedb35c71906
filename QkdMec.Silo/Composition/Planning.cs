using QkdMec.Silo.Configuration;
using QkdMec.Silo.Deployments;
using QkdMec.Silo.Hosting;
using QkdMec.Silo.Scenarios;

namespace QkdMec.Silo.Composition;

/// <summary>From the options to what this process runs.</summary>
internal static class Planning
{
    /// <summary>The plan.</summary>
    /// <exception cref="StartupException">The scenario or the deployment cannot be run.</exception>
    public static SystemPlan PlanOf(SystemOptions options) => options.Deployment is not null && GrainHost.WhyNoDeployment is { } refusal
        ? throw new StartupException($"--deployment: {refusal}")
        : options.Deployment is null
            ? new SystemPlan(ScenarioLibrary.Load(options.Scenario), options)
            : PlanOf(options, MachinePlan.Load(options));

    private static SystemPlan PlanOf(SystemOptions options, MachinePlan machine) =>
        new(machine.File.Scenario, options with { KmeAddress = machine.Self.Ip }, machine);
}
