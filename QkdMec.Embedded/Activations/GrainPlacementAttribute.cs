namespace QkdMec.Embedded.Activations;

/// <summary>On a grain class: says which silos may run it. A call to a grain that no live silo accepts fails at once.</summary>
[AttributeUsage(AttributeTargets.Class)]
public abstract class GrainPlacementAttribute : Attribute
{
    /// <summary>Whether a silo with this metadata may run the grain with this key.</summary>
    public abstract bool Accepts(string key, IReadOnlyDictionary<string, string> siloMetadata);
}
