using QkdMec.Grains.Functions;

namespace QkdMec.Functions.Library.Echo;

/// <summary>Answers with its arguments, byte for byte. For tests and benchmarks.</summary>
internal sealed class EchoFunction : IFunction
{
    public FunctionDescription Description { get; } = new(
        "echo", "1.0.0", FunctionKinds.Builtin, "Answers with its arguments, byte for byte.", IsIdempotent: true);

    public ValueTask<FunctionResult> InvokeAsync(ReadOnlyMemory<byte> argumentsUtf8Json, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(FunctionResult.TakeOver(FunctionStatus.Success, argumentsUtf8Json.ToArray()));
    }
}
