using QkdMec.Grains.Functions;
using QkdMec.Grains.SecurityContexts;
using QkdMec.Protocols.Jose;

namespace QkdMec.Tests.Hosts;

/// <summary>Invocations of one context that overlap in time.</summary>
public sealed class SecurityContextTurnTests() : SecurityContextHostTests(new SecurityContextOptions { MaxRunningInvocations = 2 })
{
    [Fact]
    public async Task Invoke_WhenSlow_LetsOthersRunBesideItAndRefusesTheSameIdAndTooMany()
    {
        var gate = new TaskCompletionSource<FunctionResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var echo = Parts.Functions.Body;
        Parts.Functions.Body = (_, _) =>
        {
            entered.TrySetResult();
            return gate.Task;
        };
        await Client.RekeyAsync();
        using var slow = Client.Seal();
        var running = Client.SendAsync(slow);
        await entered.Task.WaitAsync(Token);
        Parts.Functions.Body = echo;

        using var beside = Client.Seal("""{"y":1}""");
        Assert.Equal("""{"y":1}""", Client.OpenText(beside, (await Client.SendAsync(beside)).SealedResult));
        using var same = Client.Seal(invocation: slow.Header.Invocation);
        Assert.Equal(InvocationStatus.StillRunning, (await Client.SendAsync(same)).Status);

        gate.SetResult(FunctionResult.TakeOver(FunctionStatus.ApplicationError, "{}"u8.ToArray()));
        using var opened = Client.Session.Open(slow, (await running).SealedResult.AsSpan());
        Assert.Equal(ResultStatus.ApplicationError, opened.Status);
    }

    [Fact]
    public async Task Invoke_WhenTooManyRun_IsBusy()
    {
        var gate = new TaskCompletionSource<FunctionResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        Parts.Functions.Body = (_, token) => gate.Task.WaitAsync(token);
        await Client.RekeyAsync();
        using var one = Client.Seal();
        using var two = Client.Seal();
        using var three = Client.Seal();
        Task<InvocationOutcome>[] calls = [Client.SendAsync(one), Client.SendAsync(two), Client.SendAsync(three)];
        var first = await await Task.WhenAny(calls);
        Assert.Equal(InvocationStatus.Busy, first.Status);
        gate.SetResult(FunctionResult.TakeOver(FunctionStatus.Success, "{}"u8.ToArray()));
        var statuses = (await Task.WhenAll(calls)).Select(outcome => outcome.Status).Order();
        Assert.Equal([InvocationStatus.Sealed, InvocationStatus.Sealed, InvocationStatus.Busy], statuses);
    }

    [Fact]
    public async Task Invoke_WhenTheFunctionIsGone_AnswersASealedInternalError()
    {
        await Client.BindAsync("missing");
        await Client.RekeyAsync();
        using var request = Client.Seal();
        using var result = Client.Session.Open(request, (await Client.SendAsync(request)).SealedResult.AsSpan());
        Assert.Equal(ResultStatus.InternalError, result.Status);
    }

    [Fact]
    public async Task Close_WhenAFunctionRuns_AnswersThatTheOutcomeIsLostAndSealsNothing()
    {
        var gate = new TaskCompletionSource<FunctionResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Parts.Functions.Body = (_, _) =>
        {
            entered.TrySetResult();
            return gate.Task;
        };
        await Client.RekeyAsync();
        using var request = Client.Seal();
        var running = Client.SendAsync(request);
        await entered.Task.WaitAsync(Token);
        await Grain.CloseAsync(Token);
        gate.SetResult(FunctionResult.TakeOver(FunctionStatus.Success, "{}"u8.ToArray()));
        Assert.Equal(InvocationStatus.OutcomeLost, (await running).Status);
    }

    [Fact]
    public async Task Retire_WhenAFunctionRuns_SealsItsResultAndTakesNothingMore()
    {
        var gate = new TaskCompletionSource<FunctionResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Parts.Functions.Body = (_, _) =>
        {
            entered.TrySetResult();
            return gate.Task;
        };
        await Client.RekeyAsync();
        using var request = Client.Seal();
        using var late = Client.Seal();
        var running = Client.SendAsync(request);
        await entered.Task.WaitAsync(Token);

        await Grain.RetireAsync(Token);
        Assert.Equal(InvocationStatus.UnknownContext, (await Client.SendAsync(late)).Status);
        Assert.Equal(NegotiationStatus.UnknownContext, (await Client.NegotiateAsync("A256GCM")).Status);

        gate.SetResult(FunctionResult.TakeOver(FunctionStatus.Success, "{}"u8.ToArray()));
        using var result = Client.Session.Open(request, (await running).SealedResult.AsSpan());
        Assert.Equal(ResultStatus.Success, result.Status);
    }

    [Fact]
    public async Task Activate_WhenAnEarlierKeyIsSentAgain_IsStale()
    {
        var (_, first) = await Client.RekeyAsync();
        await Client.RekeyAsync();
        var next = await Client.NegotiateAsync("A256GCM");

        Assert.Equal(KeyActivationOutcome.StaleGeneration, await Grain.ActivateKeyAsync(first with { Generation = next.Generation }, Token));
    }
}
