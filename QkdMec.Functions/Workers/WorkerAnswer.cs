namespace QkdMec.Functions.Workers;

/// <summary>A worker's answer to an activation.</summary>
/// <param name="Refusal">Why there is no outcome, if there is none.</param>
/// <param name="SealedOutcome">What became of it, sealed; empty when it was refused.</param>
public readonly record struct WorkerAnswer(WorkerRefusal Refusal, ReadOnlyMemory<byte> SealedOutcome)
{
    /// <summary>It did not run, or nobody knows.</summary>
    public static WorkerAnswer Refused(WorkerRefusal refusal) => new(refusal, ReadOnlyMemory<byte>.Empty);

    /// <summary>The refusal and the size.</summary>
    public override string ToString() => $"{Refusal}, {SealedOutcome.Length} sealed bytes";
}
