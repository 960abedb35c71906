using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.MecHosts.Registries;
using QkdMec.Grains.Orchestration;

namespace QkdMec.Grains.AppCatalogs;

/// <summary>Keeps the catalogue.</summary>
internal sealed class AppCatalogGrain(
    [PersistentState("catalog")] IPersistentState<AppCatalogState> state, MecOptions options, TimeProvider time) : Grain, IAppCatalogGrain
{
    private AppCatalog Catalog => CatalogWith([]);

    public async Task<OnboardOutcome> OnboardAsync(CatalogApp app, CancellationToken cancellationToken)
    {
        var outcome = CatalogWith(await FindAddedHostsAsync(app, cancellationToken)).Onboard(app);
        if (outcome.Status == OnboardStatus.Added)
        {
            await SaveAsync();
        }

        return outcome;
    }

    public async Task<OnboardOutcome> CheckAsync(CatalogApp app, CancellationToken cancellationToken) =>
        CatalogWith(await FindAddedHostsAsync(app, cancellationToken)).Check(app);

    public async Task<bool> RemoveAsync(string appDId, CancellationToken cancellationToken)
    {
        if (!Catalog.Remove(appDId))
        {
            return false;
        }

        await SaveAsync();
        return true;
    }

    public Task<ImmutableArray<CatalogApp>> ListAsync(AppFilter filter, CancellationToken cancellationToken) =>
        Task.FromResult(Catalog.List(filter));

    public Task<CatalogApp?> GetAsync(string appDId, CancellationToken cancellationToken) => Task.FromResult(Catalog.Get(appDId));

    public Task<CatalogApp?> RecallAsync(string appDId, CancellationToken cancellationToken) => Task.FromResult(Catalog.Recall(appDId));

    public Task<FindOutcome> FindAsync(AppReference reference, CancellationToken cancellationToken) =>
        Task.FromResult(Catalog.Find(reference));

    private AppCatalog CatalogWith(IEnumerable<HostId> added) =>
        new(state.State, options.Functions, [.. options.Hosts.Select(host => host.Id).Concat(added).Select(host => host.ToGrainKey())]);

    // Hosts that came at run time are the registry's; it is asked only about one that the configuration does not name.
    private async Task<IEnumerable<HostId>> FindAddedHostsAsync(CatalogApp app, CancellationToken cancellationToken)
    {
        var configured = options.Hosts.Select(host => host.Id.ToGrainKey()).ToHashSet(StringComparer.Ordinal);
        if (app.Rules.AllowedHosts.Concat(app.Rules.DeniedHosts).All(configured.Contains))
        {
            return [];
        }

        var roster = await GrainFactory.GetGrain<IHostRegistryGrain>(MecOptions.System).ListAsync(cancellationToken).WaitAsync(options.CallWithin, time, cancellationToken);
        return roster.Hosts.Select(entry => entry.Host);
    }

    private async Task SaveAsync()
    {
        try
        {
            await state.WriteStateAsync(CancellationToken.None);
        }
        catch
        {
            // What is in memory may not be what is stored: the next call must read it again.
            DeactivateOnIdle();
            throw;
        }
    }
}
