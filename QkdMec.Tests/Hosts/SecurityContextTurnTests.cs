using QkdMec.Grains.Functions;
using QkdMec.Grains.Identity;
using QkdMec.Grains.SecurityContexts;
using QkdMec.Protocols.Jose;
using QkdMec.Tests.Fakes;
using QkdMec.Tests.Hosting;

namespace QkdMec.Tests.Hosts;

/// <summary>Invocations of one context that overlap in time.</summary>
public sealed class SecurityContextTurnTests : IAsyncLifetime
{
    private const string Context = "0123456789abcdef0123456789abcdef";

    private readonly EdgeHostParts parts = new() { Options = new SecurityContextOptions { MaxRunningInvocations = 2 } };
    private readonly EdgeHostFixture host;
    private readonly EdgeClient client;

    public SecurityContextTurnTests()
    {
        host = new EdgeHostFixture(parts);
        client = new EdgeClient(parts, Grain, Context);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ISecurityContextGrain Grain =>
        host.Grains.GetGrain<ISecurityContextGrain>(new SecurityContextId(EdgeHostParts.Host, ContextId.Parse(Context)).ToGrainKey());

    public ValueTask InitializeAsync() => new(client.BindAsync());

    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return host.DisposeAsync();
    }

    [Fact]
    public async Task Invoke_WhenSlow_LetsOthersRunBesideItAndRefusesTheSameIdAndTooMany()
    {
        var gate = new TaskCompletionSource<FunctionResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var echo = parts.Functions.Body;
        parts.Functions.Body = (_, _) =>
        {
            entered.TrySetResult();
            return gate.Task;
        };
        await client.RekeyAsync();
        using var slow = client.Seal();
        var running = client.SendAsync(slow);
        await entered.Task.WaitAsync(Token);
        parts.Functions.Body = echo;

        using var beside = client.Seal("""{"y":1}""");
        Assert.Equal("""{"y":1}""", client.OpenText(beside, (await client.SendAsync(beside)).SealedResult));
        using var same = client.Seal(invocation: slow.Header.Invocation);
        Assert.Equal(InvocationStatus.StillRunning, (await client.SendAsync(same)).Status);

        gate.SetResult(FunctionResult.TakeOver(FunctionStatus.ApplicationError, "{}"u8.ToArray()));
        using var opened = client.Session.Open(slow, (await running).SealedResult.AsSpan());
        Assert.Equal(ResultStatus.ApplicationError, opened.Status);
    }

    [Fact]
    public async Task Invoke_WhenTooManyRun_IsBusy()
    {
        var gate = new TaskCompletionSource<FunctionResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        parts.Functions.Body = (_, token) => gate.Task.WaitAsync(token);
        await client.RekeyAsync();
        using var one = client.Seal();
        using var two = client.Seal();
        using var three = client.Seal();
        Task<InvocationOutcome>[] calls = [client.SendAsync(one), client.SendAsync(two), client.SendAsync(three)];
        var first = await await Task.WhenAny(calls);
        Assert.Equal(InvocationStatus.Busy, first.Status);
        gate.SetResult(FunctionResult.TakeOver(FunctionStatus.Success, "{}"u8.ToArray()));
        var statuses = (await Task.WhenAll(calls)).Select(outcome => outcome.Status).Order();
        Assert.Equal([InvocationStatus.Sealed, InvocationStatus.Sealed, InvocationStatus.Busy], statuses);
    }

    [Fact]
    public async Task Invoke_WhenTheFunctionIsGone_AnswersASealedInternalError()
    {
        await client.BindAsync("missing");
        await client.RekeyAsync();
        using var request = client.Seal();
        using var result = client.Session.Open(request, (await client.SendAsync(request)).SealedResult.AsSpan());
        Assert.Equal(ResultStatus.InternalError, result.Status);
    }

    [Fact]
    public async Task Close_WhenAFunctionRuns_AnswersThatTheOutcomeIsLostAndSealsNothing()
    {
        var gate = new TaskCompletionSource<FunctionResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        parts.Functions.Body = (_, _) =>
        {
            entered.TrySetResult();
            return gate.Task;
        };
        await client.RekeyAsync();
        using var request = client.Seal();
        var running = client.SendAsync(request);
        await entered.Task.WaitAsync(Token);
        await Grain.CloseAsync(Token);
        gate.SetResult(FunctionResult.TakeOver(FunctionStatus.Success, "{}"u8.ToArray()));
        Assert.Equal(InvocationStatus.OutcomeLost, (await running).Status);
    }

    [Fact]
    public async Task Activate_WhenAnEarlierKeyIsSentAgain_IsStale()
    {
        var (_, first) = await client.RekeyAsync();
        await client.RekeyAsync();
        var next = await client.NegotiateAsync("A256GCM");

        Assert.Equal(KeyActivationOutcome.StaleGeneration, await Grain.ActivateKeyAsync(first with { Generation = next.Generation }, Token));
    }
}
