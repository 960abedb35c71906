using QkdMec.Grains.Identity;
using QkdMec.Grains.Sites;

namespace QkdMec.Silo.Composition;

/// <summary>The sites of a silo, whose parts are services keyed by the site's id.</summary>
internal sealed class KeyedSites(IReadOnlyCollection<SiteId> ids, IServiceProvider services) : ISites
{
    /// <inheritdoc/>
    public IReadOnlyCollection<SiteId> Ids => ids;

    /// <inheritdoc/>
    public T Require<T>(SiteId site) where T : notnull => ids.Contains(site)
        ? services.GetRequiredKeyedService<T>(site)
        : throw new InvalidOperationException($"this silo does not run for site '{site}'");
}
