using QkdMec.Grains.Identity;

namespace QkdMec.Grains.SecurityContexts;

/// <summary>A fixed table of the silo's hosts.</summary>
/// <param name="parts">The hosts by id.</param>
public sealed class HostTable(IReadOnlyDictionary<HostId, HostParts> parts) : IHosts
{
    /// <inheritdoc/>
    public IReadOnlyCollection<HostId> Ids => [.. parts.Keys.OrderBy(host => host.ToGrainKey(), StringComparer.Ordinal)];

    /// <inheritdoc/>
    public HostParts Require(HostId host) => parts.TryGetValue(host, out var found)
        ? found
        : throw new InvalidOperationException($"this silo does not run the host {host}");
}
