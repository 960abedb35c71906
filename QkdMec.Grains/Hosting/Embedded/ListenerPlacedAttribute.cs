using QkdMec.Embedded.Activations;

namespace QkdMec.Grains.Hosting;

/// <summary>The grain runs only on silos of the listener that is its key.</summary>
public sealed class ListenerPlacedAttribute : GrainPlacementAttribute
{
    /// <inheritdoc/>
    public override bool Accepts(string key, IReadOnlyDictionary<string, string> siloMetadata) =>
        KeyPlacement.AcceptsListener(key, siloMetadata);
}
