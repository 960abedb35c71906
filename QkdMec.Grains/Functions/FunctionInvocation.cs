namespace QkdMec.Grains.Functions;

/// <summary>A request to run a function once. The arguments stay the caller's: the runtime works on a copy that it overwrites.</summary>
/// <param name="Function">Name of the function.</param>
/// <param name="Id">The activation's id, chosen by the caller.</param>
/// <param name="ArgumentsUtf8Json">The arguments, UTF-8 JSON in clear.</param>
public readonly record struct FunctionInvocation(string Function, ActivationId Id, ReadOnlyMemory<byte> ArgumentsUtf8Json)
{
    /// <summary>The function and the size of its arguments, never their content.</summary>
    /// <returns>A text for logs.</returns>
    public override string ToString() => $"{Function} {Id}, {ArgumentsUtf8Json.Length} bytes";
}
