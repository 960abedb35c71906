using QkdMec.Grains.Identity;

namespace QkdMec.Grains.Sites;

/// <summary>What a silo holds of the sites it runs for: vault, modules, key delivery. Nothing of it ever leaves the silo.</summary>
public interface ISites
{
    /// <summary>The sites this silo runs for.</summary>
    IReadOnlyCollection<SiteId> Ids { get; }

    /// <summary>The part <typeparamref name="T"/> of a site.</summary>
    /// <exception cref="InvalidOperationException">This silo does not run for that site.</exception>
    T Require<T>(SiteId site) where T : notnull;
}
