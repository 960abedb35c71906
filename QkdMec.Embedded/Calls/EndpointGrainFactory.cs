using Orleans;

namespace QkdMec.Embedded.Calls;

/// <summary>Makes references whose calls start at one silo or client.</summary>
internal sealed class EndpointGrainFactory(CallEndpoint source) : IGrainFactory
{
    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey
    {
        ArgumentException.ThrowIfNullOrEmpty(primaryKey);
        if (grainClassNamePrefix is not null)
            throw new ArgumentException("An interface has one grain class here; class name prefixes are not supported.", nameof(grainClassNamePrefix));

        var grainClass = source.Cluster.Model.ClassOf(typeof(TGrainInterface));
        return (TGrainInterface)GrainReferenceProxy.Create(typeof(TGrainInterface), new(grainClass.Name, primaryKey), source);
    }
}
