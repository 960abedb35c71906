using QkdMec.Embedded.Activations;

namespace QkdMec.Grains.Hosting;

/// <summary>The grain runs only on silos of the site that is the first segment of its key.</summary>
public sealed class SitePlacedAttribute : GrainPlacementAttribute
{
    /// <inheritdoc/>
    public override bool Accepts(string key, IReadOnlyDictionary<string, string> siloMetadata) =>
        KeyPlacement.AcceptsSite(key, siloMetadata);
}
