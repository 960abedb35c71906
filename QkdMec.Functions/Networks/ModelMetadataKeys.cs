namespace QkdMec.Functions.Networks;

/// <summary>The keys of a model file's metadata properties.</summary>
internal static class ModelMetadataKeys
{
    public const string Model = "qkdmec.model";
    public const string Version = "qkdmec.version";
    public const string Features = "qkdmec.features";
    public const string Outputs = "qkdmec.outputs";
    public const string FeatureMinima = "qkdmec.feature_minima";
    public const string FeatureMaxima = "qkdmec.feature_maxima";
    public const string Provenance = "qkdmec.provenance";
    public const string HeldOut = "qkdmec.held_out";
    public const string WeightsSha256 = "qkdmec.weights_sha256";
}
