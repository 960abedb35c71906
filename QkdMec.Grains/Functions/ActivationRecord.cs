namespace QkdMec.Grains.Functions;

/// <summary>What remains of an activation: no argument and no result, only that it ran, how long and how it ended.</summary>
public sealed record ActivationRecord
{
    /// <summary>The activation.</summary>
    public required ActivationId Id { get; init; }

    /// <summary>Name of the function.</summary>
    public required string Function { get; init; }

    /// <summary>Version of the function.</summary>
    public required string Version { get; init; }

    /// <summary>When the function was called.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>How long it ran.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>How it ended.</summary>
    public required FunctionStatus Status { get; init; }

    /// <summary>Size of the arguments in clear.</summary>
    public required int ArgumentBytes { get; init; }

    /// <summary>Size of the result in clear.</summary>
    public required int ResultBytes { get; init; }
}
