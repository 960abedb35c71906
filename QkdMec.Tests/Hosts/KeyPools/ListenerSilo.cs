using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyDeliveries;
using QkdMec.Grains.Sites;

namespace QkdMec.Tests.Hosts.KeyPools;

/// <summary>A silo of beta's site that runs one listener and no pools.</summary>
internal sealed class ListenerSilo(string name) : ISites
{
    public string Name => $"beta-{name}";

    public KeyListenerId Id => new(KeyPoolWorld.Beta.Site, name);

    public KeyDelivery Delivery { get; set; } = null!;

    public IReadOnlyCollection<SiteId> Ids => [KeyPoolWorld.Beta.Site];

    public T Require<T>(SiteId site) where T : notnull => (T)(object)Delivery;
}
