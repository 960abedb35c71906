namespace QkdMec.Grains.Functions;

/// <summary>What became of a request to run a function.</summary>
public enum FunctionOutcomeKind
{
    /// <summary>The function ran; its result tells how it ended.</summary>
    Completed,

    /// <summary>The runtime has no function of that name.</summary>
    UnknownFunction,

    /// <summary>The arguments are larger than the limit; nothing ran.</summary>
    ArgumentsTooLarge,

    /// <summary>The runtime has its functions run elsewhere, and nobody there could be reached; nothing ran.</summary>
    NotTaken,

    /// <summary>All that the runtime could have run it were busy; nothing ran.</summary>
    Busy,

    /// <summary>Whoever was to run it went away: the function may have run, and its result is lost.</summary>
    OutcomeUnknown,
}

/// <summary>The answer of a function runtime. Disposing it overwrites the result.</summary>
public sealed class FunctionOutcome : IDisposable
{
    private FunctionOutcome(FunctionOutcomeKind kind, string explanation, FunctionResult? result, ActivationRecord? record)
    {
        Kind = kind;
        Explanation = explanation;
        Result = result;
        Record = record;
    }

    /// <summary>What became of the request.</summary>
    public FunctionOutcomeKind Kind { get; }

    /// <summary>Why the request was refused, or an empty text when the function ran. It repeats nothing of the arguments.</summary>
    public string Explanation { get; }

    /// <summary>The result, when the function ran.</summary>
    public FunctionResult? Result { get; }

    /// <summary>The activation's record, when the function ran.</summary>
    public ActivationRecord? Record { get; }

    /// <summary>The function ran.</summary>
    /// <param name="result">Its result.</param>
    /// <param name="record">Its record.</param>
    /// <returns>The outcome, which owns the result.</returns>
    public static FunctionOutcome Completed(FunctionResult result, ActivationRecord record) =>
        new(FunctionOutcomeKind.Completed, string.Empty, result, record);

    /// <summary>The function did not run.</summary>
    /// <param name="kind">The kind of refusal.</param>
    /// <param name="explanation">A sentence for the caller.</param>
    /// <returns>The outcome.</returns>
    public static FunctionOutcome Refused(FunctionOutcomeKind kind, string explanation) => new(kind, explanation, null, null);

    /// <inheritdoc/>
    public void Dispose() => Result?.Dispose();
}
