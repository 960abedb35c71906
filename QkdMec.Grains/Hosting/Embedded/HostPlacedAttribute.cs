using QkdMec.Embedded.Activations;

namespace QkdMec.Grains.Hosting;

/// <summary>The grain runs only on silos of the MEC host that is the first two segments of its key.</summary>
public sealed class HostPlacedAttribute : GrainPlacementAttribute
{
    /// <inheritdoc/>
    public override bool Accepts(string key, IReadOnlyDictionary<string, string> siloMetadata) =>
        KeyPlacement.AcceptsHost(key, siloMetadata);
}
