namespace QkdMec.Embedded.Storage;

/// <summary>Which state of which grain.</summary>
public readonly record struct StateKey(string StateName, string GrainType, string GrainKey)
{
    /// <inheritdoc/>
    public override string ToString() => $"{GrainType}/{GrainKey}:{StateName}";
}
