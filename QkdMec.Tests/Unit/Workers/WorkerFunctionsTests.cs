using System.Text;
using QkdMec.Functions.Workers;
using QkdMec.Grains.Functions;
using QkdMec.Protocols.SecurityContexts;
using QkdMec.Tests.Fakes;

namespace QkdMec.Tests.Unit.Workers;

/// <summary>Does a host with workers run each function once, at a worker that can, and let nothing clear leave it?</summary>
public sealed partial class WorkerFunctionsTests : IDisposable
{
    private const string Arguments = """{"patient":"Ada Lovelace, 36"}""";

    private readonly DelegatedFunctions functions = new();
    private readonly SharedKeys keys = new();

    // It stands still, so that nothing is over however slow the machine is.
    private readonly ManualTimeProvider clock = new();
    private readonly WorkerEnd first;
    private readonly WorkerEnd second;
    private int lastId;

    public WorkerFunctionsTests() => (first, second) = (new WorkerEnd(functions, keys, time: clock), new WorkerEnd(functions, keys, "sae-worker-2", clock));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Invoke_LetsNothingClearCross_AndNoKey()
    {
        using var runtime = WorkerEnd.RuntimeOf(functions, first.NewLink());
        using var outcome = await InvokeAsync(runtime);

        Assert.Equal(Arguments, Text(outcome));
        var crossed = first.Channel.Crossed.ToArray();
        Assert.Equal(2, crossed.Length);
        byte[][] secrets = [Encoding.UTF8.GetBytes("Ada Lovelace"), Encoding.UTF8.GetBytes("echo"), .. keys.Drawn];
        foreach (var (message, secret) in from message in crossed from secret in secrets select (message, secret))
        {
            Assert.Equal(-1, message.AsSpan().IndexOf(secret));
            foreach (var part in Encoding.ASCII.GetString(message).Split('.').Where(part => part.Length > 0))
            {
                Assert.Equal(-1, System.Buffers.Text.Base64Url.DecodeFromChars(part).AsSpan().IndexOf(secret));
            }
        }
    }

    [Fact]
    public async Task Invoke_ManyAtOnce_DrawsOneKeyForEachWorker_AndUsesBoth()
    {
        using var runtime = WorkerEnd.RuntimeOf(functions, first.NewLink(), second.NewLink());
        var running = Enumerable.Range(0, 32).Select(async number =>
        {
            using var outcome = await InvokeAsync(runtime, $"{{\"n\":{number}}}");
            return Text(outcome);
        });

        Assert.Equal(Enumerable.Range(0, 32).Select(number => $"{{\"n\":{number}}}"), await Task.WhenAll(running));
        Assert.Equal(32, functions.Runs);
        Assert.Equal((1, 1), (first.Channel.Named.Count, second.Channel.Named.Count));
    }

    [Fact]
    public async Task Invoke_WhenAWorkerIsNotThere_GoesToTheNext_AndToNoneWhenAllAreGone()
    {
        using var runtime = WorkerEnd.RuntimeOf(functions, first.NewLink(), second.NewLink());
        first.Channel.IsCut = true;
        for (var count = 0; count < 4; count++)
        {
            using var outcome = await InvokeAsync(runtime);
            Assert.Equal(FunctionOutcomeKind.Completed, outcome.Kind);
        }

        // One that is away is asked last for a while: the others do not wait for it each time.
        Assert.InRange(first.Channel.Named.Count, 0, 1);
        second.Channel.IsCut = true;
        using var refused = await InvokeAsync(runtime);
        Assert.Equal(FunctionOutcomeKind.NotTaken, refused.Kind);
        Assert.Equal(4, functions.Runs);
    }

    [Fact]
    public async Task Invoke_WhenTheOutcomeIsLost_IsAskedNowhereElse()
    {
        using var runtime = WorkerEnd.RuntimeOf(functions, first.NewLink(), second.NewLink());
        first.Channel.OnAnswer = second.Channel.OnAnswer = _ => WorkerAnswer.Refused(WorkerRefusal.Lost);
        using var outcome = await InvokeAsync(runtime);

        Assert.Equal(FunctionOutcomeKind.OutcomeUnknown, outcome.Kind);
        Assert.Equal(1, functions.Runs);
    }

    [Fact]
    public async Task Invoke_WhenTheOutcomeIsTamperedWith_OrAnotherOnes_IsUnknown()
    {
        using var runtime = WorkerEnd.RuntimeOf(functions, first.NewLink());
        using (await InvokeAsync(runtime))
        {
            var earlier = first.Channel.Crossed.Last();
            foreach (var bend in new Func<byte[], byte[]>[] { _ => earlier, _ => [], bytes => [.. bytes[..^1], bytes[^1] == (byte)'A' ? (byte)'Q' : (byte)'A'] })
            {
                first.Channel.OnAnswer = answer => answer with { SealedOutcome = bend(answer.SealedOutcome.ToArray()) };
                using var outcome = await InvokeAsync(runtime);
                Assert.Equal(FunctionOutcomeKind.OutcomeUnknown, outcome.Kind);
            }
        }
    }

    [Fact]
    public async Task Invoke_WhenAWorkerIsFull_GoesToTheNext_AndIsRefusedAsBusyWhenAllAre()
    {
        var (begun, release) = (new SemaphoreSlim(0), new TaskCompletionSource());
        functions.Body = async (arguments, _) =>
        {
            begun.Release();
            await release.Task;
            return FunctionResult.TakeOver(FunctionStatus.Success, arguments.ToArray());
        };
        using var narrow = new WorkerEnd(functions, keys, "sae-worker-3", options: options => options with { MaxRuns = 1 });
        using var other = new WorkerEnd(functions, keys, "sae-worker-4", options: options => options with { MaxRuns = 1 });
        using var runtime = WorkerEnd.RuntimeOf(functions, narrow.NewLink(), other.NewLink());
        var running = new[] { InvokeAsync(runtime), InvokeAsync(runtime) };
        await begun.WaitAsync(Token);
        await begun.WaitAsync(Token);

        using (var refused = await InvokeAsync(runtime))
        {
            Assert.Equal(FunctionOutcomeKind.Busy, refused.Kind);
        }

        release.SetResult();
        foreach (var outcome in await Task.WhenAll(running))
        {
            Assert.Equal(FunctionOutcomeKind.Completed, outcome.Kind);
            outcome.Dispose();
        }
    }

    [Fact]
    public async Task Invoke_WhenTheWorkerWasStartedAnew_DrawsANewKeyAndRunsOnce()
    {
        using var runtime = WorkerEnd.RuntimeOf(functions, first.NewLink());
        using var before = await InvokeAsync(runtime);
        first.Restart();
        using var after = await InvokeAsync(runtime);

        Assert.Equal(Arguments, Text(after));
        Assert.Equal(2, functions.Runs);
        Assert.Equal([1L, 2L], first.Channel.Named.Select(key => key.Generation));
    }

    [Fact]
    public async Task Invoke_WhenTheKeyIsUsedUp_DrawsANewOne()
    {
        var eager = new KeyPolicy { Maximum = new KeyLimits(TimeSpan.FromDays(1), 1, long.MaxValue) };
        using var runtime = WorkerEnd.RuntimeOf(functions, first.NewLink(policy: eager));
        for (var count = 0; count < 3; count++)
        {
            using var outcome = await InvokeAsync(runtime);
        }

        Assert.Equal(3, first.Channel.Named.Select(key => key.KeyId).Distinct().Count());
    }

    [Fact]
    public async Task Invoke_OfLargestArgumentsAndResult_Fits_AndALargerResultIsTold()
    {
        using var runtime = WorkerEnd.RuntimeOf(functions, first.NewLink());
        var largest = new string('x', 1 << 20);
        using var whole = await InvokeAsync(runtime, largest);
        Assert.Equal(largest, Text(whole));

        functions.Body = (_, _) => Task.FromResult(FunctionResult.TakeOver(FunctionStatus.Success, new byte[(1 << 20) + 1024]));
        using var cut = await InvokeAsync(runtime);
        Assert.Equal(FunctionStatus.DeveloperError, cut.Result!.Status);
    }

    [Fact]
    public async Task Invoke_OfAnUnknownFunction_IsRefused()
    {
        using var runtime = WorkerEnd.RuntimeOf(functions, first.NewLink());
        foreach (var name in new[] { "missing", "no name", "" })
        {
            using var outcome = await runtime.InvokeAsync(new FunctionInvocation(name, NewId(), "{}"u8.ToArray()), Token);
            Assert.Equal(FunctionOutcomeKind.UnknownFunction, outcome.Kind);
        }
    }

    public void Dispose()
    {
        first.Dispose();
        second.Dispose();
    }

    private static string Text(FunctionOutcome outcome) => Encoding.UTF8.GetString(outcome.Result!.Utf8Json.Span);

    private ActivationId NewId() => ActivationId.From(new Guid(Interlocked.Increment(ref lastId), 0, 0, new byte[8]));

    private Task<FunctionOutcome> InvokeAsync(WorkerFunctions runtime, string arguments = Arguments) =>
        runtime.InvokeAsync(new FunctionInvocation("echo", NewId(), Encoding.UTF8.GetBytes(arguments)), Token).AsTask();
}
