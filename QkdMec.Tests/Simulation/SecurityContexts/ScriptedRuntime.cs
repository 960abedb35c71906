using System.Text.Json;
using QkdMec.Embedded.Simulation;
using QkdMec.Grains.Functions;
using QkdMec.Grains.Identity;

namespace QkdMec.Tests.Simulation.SecurityContexts;

/// <summary>The function runtime of a host: notes every run, takes its time, and answers what follows from the argument.</summary>
internal sealed class ScriptedRuntime(HostId host, SimulatedCluster simulation, SecurityHistory history, TimeProvider clock) : IFunctionRuntime
{
    private const double SlowRate = 0.1;
    private const double AwayRate = 0.03;

    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(4);

    public IReadOnlyList<FunctionDescription> Functions => [];

    public static byte[] ArgumentsOf(long invocation, WorldContext context) =>
        JsonSerializer.SerializeToUtf8Bytes(new Arguments(invocation, context.Place, context.App));

    /// <summary>The one right answer of an invocation.</summary>
    public static byte[] ResultOf(long invocation) => JsonSerializer.SerializeToUtf8Bytes(new { invocation, square = invocation * invocation });

    public FunctionDescription? Find(string name) => null;

    public async ValueTask<FunctionOutcome> InvokeAsync(FunctionInvocation invocation, CancellationToken cancellationToken)
    {
        var arguments = JsonSerializer.Deserialize<Arguments>(invocation.ArgumentsUtf8Json.Span)!;
        var exchange = history.Exchanges[(int)(long)RequestContext.Get(Exchange.Key)!];
        if (IsAway())
        {
            history.Opened(exchange);
            return FunctionOutcome.Refused(FunctionOutcomeKind.NotTaken, "no worker is there");
        }

        history.Started(exchange, arguments, host, invocation.Function, clock.GetUtcNow());
        var length = simulation.Random.Between(TimeSpan.Zero, simulation.Random.Chance(SlowRate) ? Slow : Quick);
        await Task.Delay(length, clock, simulation.Random.Chance(0.5) ? cancellationToken : CancellationToken.None);
        history.RunOnce.End(arguments.Invocation, exchange.Activation, clock.GetUtcNow());
        if (IsAway())
        {
            return FunctionOutcome.Refused(FunctionOutcomeKind.OutcomeUnknown, "the worker went away");
        }

        var status = arguments.Invocation % 5 == 0 ? FunctionStatus.ApplicationError : FunctionStatus.Success;
        var result = FunctionResult.TakeOver(status, ResultOf(arguments.Invocation));
        var record = new ActivationRecord
        {
            Id = invocation.Id, Function = invocation.Function, Version = "1", Start = DateTimeOffset.UnixEpoch, Duration = length,
            Status = status, ArgumentBytes = invocation.ArgumentsUtf8Json.Length, ResultBytes = result.Utf8Json.Length,
        };
        return FunctionOutcome.Completed(result, record);
    }

    /// <summary>Whether the host's worker is gone, as one may be while things go wrong.</summary>
    private bool IsAway() => simulation.Faults.IsOn && simulation.Random.Chance(AwayRate);

    /// <summary>What an invocation asks; it names where it belongs.</summary>
    internal sealed record Arguments(long Invocation, string Place, string App);
}
