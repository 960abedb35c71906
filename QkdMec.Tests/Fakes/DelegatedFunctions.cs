using QkdMec.Grains.Functions;

namespace QkdMec.Tests.Fakes;

/// <summary>A function runtime whose only function is what a test says.</summary>
internal sealed class DelegatedFunctions : IFunctionRuntime
{
    private int runs;

    /// <summary>What the function does; echo by default.</summary>
    public Func<ReadOnlyMemory<byte>, CancellationToken, Task<FunctionResult>> Body { get; set; } =
        (arguments, _) => Task.FromResult(FunctionResult.TakeOver(FunctionStatus.Success, arguments.ToArray()));

    /// <summary>What the runtime says instead of running a function, as one does whose functions run elsewhere; null: it runs them.</summary>
    public FunctionOutcomeKind? Refusal { get; set; }

    /// <summary>How often a function ran.</summary>
    public int Runs => runs;

    public IReadOnlyList<FunctionDescription> Functions => [];

    public FunctionDescription? Find(string name) => null;

    public async ValueTask<FunctionOutcome> InvokeAsync(FunctionInvocation invocation, CancellationToken cancellationToken)
    {
        if (invocation.Function == "missing")
        {
            return FunctionOutcome.Refused(FunctionOutcomeKind.UnknownFunction, "there is no function 'missing'");
        }

        if (Refusal is { } refusal)
        {
            return FunctionOutcome.Refused(refusal, "nobody is there");
        }

        Interlocked.Increment(ref runs);
        var result = await Body(invocation.ArgumentsUtf8Json, cancellationToken);
        var record = new ActivationRecord
        {
            Id = invocation.Id, Function = invocation.Function, Version = "1", Start = DateTimeOffset.UnixEpoch, Duration = TimeSpan.Zero,
            Status = result.Status, ArgumentBytes = invocation.ArgumentsUtf8Json.Length, ResultBytes = result.Utf8Json.Length,
        };
        return FunctionOutcome.Completed(result, record);
    }
}
