using QkdMec.Grains.Functions;

namespace QkdMec.Tests.Unit.Functions;

/// <summary>A function that ends when a test says so, and does not care for its time limit.</summary>
internal sealed class PendingFunction : IFunction
{
    private Task<FunctionResult> running = Task.FromException<FunctionResult>(new InvalidOperationException("never called"));

    private readonly TaskCompletionSource began = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource<FunctionResult> Completion { get; } = new();

    public CancellationToken Token { get; private set; }

    /// <summary>Ends when the function was called.</summary>
    public Task Began => began.Task;

    /// <summary>Ends when the function has ended.</summary>
    public Task Ended => running;

    public FunctionDescription Description { get; } = new("pending", "1.0.0", FunctionKinds.Builtin, "Ends when a test says so.", IsIdempotent: true);

    public ValueTask<FunctionResult> InvokeAsync(ReadOnlyMemory<byte> argumentsUtf8Json, CancellationToken cancellationToken)
    {
        Token = cancellationToken;
        running = Completion.Task;
        began.TrySetResult();
        return new ValueTask<FunctionResult>(running);
    }
}
