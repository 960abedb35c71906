using System.Collections.Immutable;

namespace QkdMec.Functions.Networks;

/// <summary>What a model file says about itself beside its weights.</summary>
internal sealed record ModelFacts
{
    /// <summary>Semantic version of the model.</summary>
    public required string Version { get; init; }

    /// <summary>Where the training data comes from, its terms and how it was split.</summary>
    public required string Provenance { get; init; }

    /// <summary>Figures on the held-out part of the data.</summary>
    public required string HeldOut { get; init; }

    /// <summary>Smallest value of each feature in the training part.</summary>
    public required ImmutableArray<float> FeatureMinima { get; init; }

    /// <summary>Largest value of each feature in the training part.</summary>
    public required ImmutableArray<float> FeatureMaxima { get; init; }
}
