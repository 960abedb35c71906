using System.Text;
using QkdMec.Client.Saes;
using QkdMec.Gateway.Functions;
using QkdMec.Grains.Functions;
using QkdMec.Grains.Steps;
using QkdMec.Protocols.Jose;
using QkdMec.Tests.Hosts;

namespace QkdMec.Tests.Contracts.FunctionChannels;

/// <summary>What is promised of sealed invocations.</summary>
public abstract partial class FunctionChannelContract
{
    [Fact]
    public async Task Invocation_IsAnsweredSealedOnce()
    {
        await sae.RekeyAsync();
        using var request = sae.Seal("""{"x":5}""");
        var answer = await Channel().InvokeAsync(request.Message, EdgeClient.TraceId, Token);
        Assert.Equal(ChannelAnswer.Ok, answer.Code);
        Assert.Equal("""{"x":5}""", sae.OpenText(request, [.. answer.Body]));
        Assert.Equal("replayed", (await Channel().InvokeAsync(request.Message, EdgeClient.TraceId, Token)).Code);
        Assert.Equal(1, parts.Functions.Runs);
    }

    [Fact]
    public async Task Invocation_OfTheLargestArguments_IsAnswered()
    {
        await sae.RekeyAsync();
        var arguments = $"\"{new string('x', MessageLimits.MaxPayloadBytes - 2)}\"";
        using var request = sae.Seal(arguments);
        var answer = await Channel().InvokeAsync(request.Message, EdgeClient.TraceId, Token);
        Assert.Equal(ChannelAnswer.Ok, answer.Code);
        Assert.Equal(arguments, sae.OpenText(request, [.. answer.Body]));
    }

    [Fact]
    public async Task Invocation_ThatIsBad_IsRefusedAndRunsNothing()
    {
        await sae.RekeyAsync();
        using var request = sae.Seal();
        var changed = request.Message.ToArray();
        changed[^1] = changed[^1] == 'A' ? (byte)'Q' : (byte)'A';

        Assert.Equal("malformed", (await Channel().InvokeAsync(Encoding.ASCII.GetBytes("x.y"), "", Token)).Code);
        Assert.Equal("malformed", (await Channel().InvokeAsync([], "", Token)).Code);
        Assert.Contains((await Channel().InvokeAsync(changed, "", Token)).Code, new[] { "not-authentic", "malformed" });
        Assert.Equal("too-large", (await Channel().InvokeAsync(Encoding.ASCII.GetBytes(new string('A', MessageLimits.MaxMessageBytes + 1)), "", Token)).Code);
        Assert.Equal(0, parts.Functions.Runs);
    }

    [Fact]
    public async Task Invocation_WhoseFunctionHangs_IsTimedOutByTheGateway()
    {
        var begun = new TaskCompletionSource();
        parts.Functions.Body = (_, token) =>
        {
            begun.TrySetResult();
            return new TaskCompletionSource<FunctionResult>().Task.WaitAsync(token);
        };
        await sae.RekeyAsync();
        using var request = sae.Seal();
        var asked = Channel().InvokeAsync(request.Message, "", Token);
        await begun.Task.WaitAsync(Token);
        while (!asked.IsCompleted)
        {
            // The gateway may begin to wait only now.
            clock.Advance(new FunctionLimits().InvokeWithin);
            await Task.WhenAny(asked, host.Grains.GetGrain<IStepJournalGrain>(Context).ReadAsync(Token));
        }

        Assert.Equal("timed-out", (await asked).Code);
    }

    [Fact]
    public async Task Invocation_WhoseClientGoesAway_RunsToItsEnd()
    {
        var (begun, mayEnd, ended) = (new TaskCompletionSource(), new TaskCompletionSource(), new TaskCompletionSource());
        parts.Functions.Body = async (arguments, token) =>
        {
            begun.SetResult();
            await mayEnd.Task;
            ended.SetResult();
            return FunctionResult.TakeOver(FunctionStatus.Success, token.IsCancellationRequested ? [] : arguments.ToArray());
        };
        await sae.RekeyAsync();
        using var request = sae.Seal();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var waiting = Channel().InvokeAsync(request.Message, "", patience.Token);
        await begun.Task.WaitAsync(Token);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        mayEnd.SetResult();
        await ended.Task.WaitAsync(Token);
        Assert.Equal(1, parts.Functions.Runs);
    }
}
