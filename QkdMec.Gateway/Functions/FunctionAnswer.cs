namespace QkdMec.Gateway.Functions;

/// <summary>What a request to a context came to: a value, or the code of a refusal (<see cref="FunctionProblems"/>).</summary>
/// <param name="Value">The value; none when the request was refused.</param>
/// <param name="Refusal">The code; empty when there is a value.</param>
internal readonly record struct FunctionAnswer<T>(T? Value, string Refusal)
{
    /// <summary>Whether the request was refused.</summary>
    public bool IsRefused => Refusal.Length > 0;

    /// <summary>Where the context is now, when it moved.</summary>
    public ContextAddress? MovedTo { get; init; }
}

/// <summary>Makes answers.</summary>
internal static class FunctionAnswer
{
    /// <summary>The answer to a request that has nothing to tell.</summary>
    public static FunctionAnswer<bool> Done { get; } = Of(true);

    /// <summary>A value.</summary>
    public static FunctionAnswer<T> Of<T>(T value) => new(value, "");

    /// <summary>A refusal.</summary>
    public static FunctionAnswer<T> Refused<T>(string code) => new(default, code);
}
