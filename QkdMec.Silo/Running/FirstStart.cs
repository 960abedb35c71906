using QkdMec.Grains.AppCatalogs;
using QkdMec.Grains.Orchestration;
using QkdMec.Silo.Composition;
using QkdMec.Silo.Configuration;
using QkdMec.Silo.DataDirectories;

namespace QkdMec.Silo.Running;

/// <summary>On-boards the scenario's applications into a new system. Later starts leave the catalogue as its operator made it.</summary>
internal sealed class FirstStart(SystemPlan plan, DataDirectory data, IGrainFactory grains)
{
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(10);

    private string Marker => Path.Combine(data.Root, "onboarded");

    /// <summary>Does it, once for a data directory; again only where the catalogue was kept in memory and is gone.</summary>
    /// <exception cref="StartupException">An application is refused.</exception>
    public async Task OnboardAsync(CancellationToken cancellationToken)
    {
        var catalog = grains.GetGrain<IAppCatalogGrain>(MecOptions.System);
        var known = await catalog.ListAsync(AppFilter.All, cancellationToken).WaitAsync(CallTimeout, cancellationToken);
        if (!known.IsEmpty && File.Exists(Marker))
        {
            return;
        }

        foreach (var app in plan.Scenario.Apps)
        {
            var outcome = await catalog.OnboardAsync(MecPlan.CatalogAppOf(app), cancellationToken).WaitAsync(CallTimeout, cancellationToken);
            if (outcome.Status is not (OnboardStatus.Added or OnboardStatus.AlreadyThere))
            {
                throw new StartupException($"app '{app.Name}' of scenario '{plan.Scenario.Name}' cannot be on-boarded: {outcome.Status}");
            }
        }

        await File.WriteAllTextAsync(Marker, "", cancellationToken);
    }
}
