namespace QkdMec.Functions.Networks;

/// <summary>A network with what it is called, what its inputs mean and where it comes from.</summary>
/// <param name="Schema">Name, features and outputs.</param>
/// <param name="Facts">Version and provenance.</param>
/// <param name="Network">The layers.</param>
internal sealed record TrainedModel(ModelSchema Schema, ModelFacts Facts, FeedForwardNetwork Network)
{
    /// <summary>SHA-256 of the weights, lower-case hexadecimal.</summary>
    public string WeightsSha256 { get; } = WeightsChecksum.Of(Network);
}
