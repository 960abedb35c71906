using System.Collections.Immutable;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.AppCatalogs;

/// <summary>The on-boarded applications. Key: <c>mec</c>.</summary>
[Alias(TypeAliases.AppCatalogGrain)]
public interface IAppCatalogGrain : IGrainWithStringKey
{
    /// <summary>Adds an application; repeating it changes nothing.</summary>
    Task<OnboardOutcome> OnboardAsync(CatalogApp app, CancellationToken cancellationToken);

    /// <summary>What on-boarding an application would come to; changes nothing.</summary>
    Task<OnboardOutcome> CheckAsync(CatalogApp app, CancellationToken cancellationToken);

    /// <summary>Takes an application out; its contexts stay. False: there is none of that id.</summary>
    Task<bool> RemoveAsync(string appDId, CancellationToken cancellationToken);

    /// <summary>The applications a filter wants, in the order of their on-boarding.</summary>
    [ReadOnly]
    Task<ImmutableArray<CatalogApp>> ListAsync(AppFilter filter, CancellationToken cancellationToken);

    /// <summary>The application of that descriptor id, or null.</summary>
    [ReadOnly]
    Task<CatalogApp?> GetAsync(string appDId, CancellationToken cancellationToken);

    /// <summary>The application of that descriptor id, even after it was removed: its contexts stay. Null when nothing is known of it.</summary>
    [ReadOnly]
    Task<CatalogApp?> RecallAsync(string appDId, CancellationToken cancellationToken);

    /// <summary>The application a device names; of several that fit the one on-boarded last.</summary>
    [ReadOnly]
    Task<FindOutcome> FindAsync(AppReference reference, CancellationToken cancellationToken);
}
