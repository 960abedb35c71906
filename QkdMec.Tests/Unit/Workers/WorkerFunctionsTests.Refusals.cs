using QkdMec.Functions.Workers;
using QkdMec.Grains.Functions;
using QkdMec.Grains.Identity;
using QkdMec.Protocols.Qkd014Clients;
using QkdMec.Tests.Fakes;

namespace QkdMec.Tests.Unit.Workers;

/// <summary>What a worker does not do.</summary>
public sealed partial class WorkerFunctionsTests
{
    [Theory]
    [InlineData(KeyAnswerStatus.Exhausted)]
    [InlineData(KeyAnswerStatus.Unavailable)]
    [InlineData(KeyAnswerStatus.Unauthorised)]
    public async Task Invoke_WhenThereIsNoKey_RunsNothing(KeyAnswerStatus refusal)
    {
        keys.Refusal = refusal;
        using var runtime = WorkerEnd.RuntimeOf(functions, first.NewLink());
        using var outcome = await InvokeAsync(runtime);

        Assert.Equal(FunctionOutcomeKind.NotTaken, outcome.Kind);
        Assert.Empty(first.Channel.Crossed);
    }

    [Fact]
    public async Task Invoke_WhenTheWorkerHoldsOtherKeys_RunsNothing()
    {
        using var stranger = new WorkerEnd(functions, new SharedKeys());
        using var runtime = WorkerEnd.RuntimeOf(functions, first.NewLink(stranger.Channel));
        using var outcome = await InvokeAsync(runtime);

        Assert.Equal(FunctionOutcomeKind.NotTaken, outcome.Kind);
        Assert.Equal(0, functions.Runs);
    }

    [Fact]
    public async Task Invoke_WhenTheWorkerStops_IsNotTaken_AndWhatRunsEnds()
    {
        var (begun, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        functions.Body = async (arguments, _) =>
        {
            begun.SetResult();
            await release.Task;
            return FunctionResult.TakeOver(FunctionStatus.Success, arguments.ToArray());
        };
        using var runtime = WorkerEnd.RuntimeOf(functions, first.NewLink());
        var running = InvokeAsync(runtime);
        await begun.Task.WaitAsync(Token);
        first.Desk.Stop();

        using var refused = await InvokeAsync(runtime);
        release.SetResult();
        using var ended = await running;
        Assert.Equal((FunctionOutcomeKind.NotTaken, FunctionOutcomeKind.Completed), (refused.Kind, ended.Kind));
    }

    [Fact]
    public async Task Worker_RefusesAnActivationThatItTook_UnderAnyKey()
    {
        using var runtime = WorkerEnd.RuntimeOf(functions, first.NewLink());
        using var again = WorkerEnd.RuntimeOf(functions, first.NewLink());
        var invocation = new FunctionInvocation("echo", NewId(), "{}"u8.ToArray());
        using var ran = await runtime.InvokeAsync(invocation, Token);
        using var same = await runtime.InvokeAsync(invocation, Token);
        using var other = await again.InvokeAsync(invocation, Token);

        Assert.Equal((FunctionOutcomeKind.OutcomeUnknown, FunctionOutcomeKind.OutcomeUnknown), (same.Kind, other.Kind));
        Assert.Equal(1, functions.Runs);
    }

    [Fact]
    public async Task Worker_RefusesAMessageThatItTook()
    {
        using var runtime = WorkerEnd.RuntimeOf(functions, first.NewLink());
        using var ran = await InvokeAsync(runtime);
        first.Channel.Crossed.TryPeek(out var message);
        var session = first.Channel.Named.Single().Session;

        Assert.Equal(WorkerRefusal.Repeated, (await first.Desk.RunAsync(WorkerEnd.Host, session, message, Token)).Refusal);
        Assert.Equal(WorkerRefusal.KeyUnknown, (await first.Desk.RunAsync(new SaeId("sae-edge-2"), session, message, Token)).Refusal);
        Assert.Equal(1, functions.Runs);
    }
}
