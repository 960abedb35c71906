using System.Collections.Immutable;
using QkdMec.Grains.Orchestration;

namespace QkdMec.Grains.AppCatalogs;

/// <summary>Keeps the catalogue.</summary>
internal sealed class AppCatalogGrain(
    [PersistentState("catalog")] IPersistentState<AppCatalogState> state, MecOptions options) : Grain, IAppCatalogGrain
{
    private AppCatalog Catalog => new(state.State, options.Functions, [.. options.Hosts.Select(host => host.Id.ToGrainKey())]);

    public async Task<OnboardOutcome> OnboardAsync(CatalogApp app, CancellationToken cancellationToken)
    {
        var outcome = Catalog.Onboard(app);
        if (outcome.Status == OnboardStatus.Added)
        {
            await SaveAsync();
        }

        return outcome;
    }

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
