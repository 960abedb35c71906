using System.Collections.Concurrent;

namespace QkdMec.Embedded.Activations;

/// <summary>Which silo runs which grain, as the cluster sees it.</summary>
internal sealed class GrainDirectory(GrainCluster cluster)
{
    private readonly ConcurrentDictionary<GrainAddress, GrainSilo> _silos = new();

    /// <summary>The silo that runs the grain, or is to run it; null when no live silo accepts it.</summary>
    public GrainSilo? Locate(GrainAddress address, GrainSilo? caller)
    {
        if (caller?.Find(address) is not null)
            return caller;

        if (_silos.TryGetValue(address, out var known) && known.IsListed)
            return known;

        var grainClass = cluster.Model.ClassNamed(address.GrainType);
        var accepting = cluster.Silos.Where(silo => silo.IsListed && grainClass.Accepts(address.Key, silo)).ToList();
        return accepting.Count == 0 ? null : cluster.Driver.Place(address, caller, accepting);
    }

    /// <summary>Registers a silo for a grain unless another live one is; answers the one registered.</summary>
    public GrainSilo Register(GrainAddress address, GrainSilo silo) =>
        _silos.AddOrUpdate(address, silo, (_, known) => known.IsListed ? known : silo);

    public void Remove(GrainAddress address, GrainSilo silo) => _silos.TryRemove(new(address, silo));
}
