namespace QkdMec.Embedded.Activations;

/// <summary>Which grain: the name of its class without the ending "Grain", in lower case, and its key.</summary>
public readonly record struct GrainAddress(string GrainType, string Key)
{
    /// <inheritdoc/>
    public override string ToString() => $"{GrainType}/{Key}";
}
