namespace QkdMec.Grains.Functions;

/// <summary>A function that a runtime can run. Implementations keep nothing between activations.</summary>
public interface IFunction
{
    /// <summary>What the function is.</summary>
    FunctionDescription Description { get; }

    /// <summary>
    /// Runs the function once. The arguments are valid until the returned task ends and must not be kept. A fault in the arguments is a
    /// result with <see cref="FunctionStatus.ApplicationError"/>; an exception is a bug of the function.
    /// </summary>
    /// <param name="argumentsUtf8Json">The arguments, UTF-8 JSON in clear.</param>
    /// <param name="cancellationToken">Cancelled when the caller gives up or the time limit has passed; the function must stop soon after.</param>
    /// <returns>The result, owned by the caller, who disposes it.</returns>
    ValueTask<FunctionResult> InvokeAsync(ReadOnlyMemory<byte> argumentsUtf8Json, CancellationToken cancellationToken);
}
