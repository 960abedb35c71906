using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using QkdMec.Functions.Runtime;
using QkdMec.Grains.Functions;
using QkdMec.Tests.Unit.Functions;

namespace QkdMec.Tests.Contracts.FunctionRuntimes;

/// <summary>What is promised of a function runtime, wherever its functions run: it keeps its limits, and nothing of what it ran.</summary>
public abstract class FunctionRuntimeContract : IAsyncDisposable
{
    private static readonly ActivationId Id = ActivationId.From(new Guid("00112233-4455-6677-8899-aabbccddeeff"));
    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly StoppedClock clock = new();
    private readonly ActivationJournal journal = new(Options.Create(new FunctionRuntimeOptions()));

    [Fact]
    public async Task Invoke_WhenFunctionIsUnknown_IsRefused()
    {
        using var outcome = await InvokeAsync(new ScriptedFunction(_ => "{}"), "no-such-function", "{}");

        Assert.Equal(FunctionOutcomeKind.UnknownFunction, outcome.Kind);
        Assert.Null(outcome.Result);
        Assert.Empty(journal.Latest(10));
    }

    [Fact]
    public async Task Invoke_WhenArgumentsAreAtTheLimit_Runs()
    {
        using var outcome = await InvokeAsync(new ScriptedFunction(_ => "{}"), "scripted", new string(' ', 1024));

        Assert.Equal(FunctionOutcomeKind.Completed, outcome.Kind);
    }

    [Fact]
    public async Task Invoke_WhenArgumentsAreAboveTheLimit_IsRefusedAndRunsNothing()
    {
        var function = new ScriptedFunction(_ => "{}");

        using var outcome = await InvokeAsync(function, "scripted", new string(' ', 1025));

        Assert.Equal(FunctionOutcomeKind.ArgumentsTooLarge, outcome.Kind);
        Assert.Contains("1025 bytes, more than the limit of 1024 bytes", outcome.Explanation, StringComparison.Ordinal);
        Assert.Equal(0, function.Runs);
    }

    [Fact]
    public async Task Invoke_WhenResultIsAboveTheLimit_IsDeveloperError()
    {
        using var outcome = await InvokeAsync(new ScriptedFunction(_ => new string('7', 2049)), "scripted", "{}");

        Assert.Equal(FunctionStatus.DeveloperError, outcome.Result!.Status);
        Assert.Contains("2049 bytes, more than the limit of 2048 bytes", Text(outcome), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invoke_WhenFunctionThrows_TellsNothingOfTheException()
    {
        using var outcome = await InvokeAsync(new ScriptedFunction(text => throw new FormatException("cannot read " + text)), "scripted", "\"secret\"");

        Assert.Equal(FunctionStatus.DeveloperError, outcome.Result!.Status);
        Assert.Equal("""{"error":"the function failed"}""", Text(outcome));
    }

    [Fact]
    public async Task Invoke_WhenDone_LeavesTheCallersArgumentsAndOverwritesItsOwn()
    {
        var function = new ScriptedFunction(_ => "{}");
        var arguments = Encoding.UTF8.GetBytes("""{"a":1}""");

        using var outcome = await (await RuntimeAsync(function)).InvokeAsync(
            new FunctionInvocation("scripted", Id, arguments), TestContext.Current.CancellationToken);

        Assert.Equal("""{"a":1}""", Encoding.UTF8.GetString(arguments));
        Assert.Equal(new byte[7], function.LatestArguments.ToArray());
    }

    [Fact]
    public async Task Invoke_WhenDone_RecordsSizesAndTimesOnly()
    {
        using var outcome = await InvokeAsync(
            new ScriptedFunction(_ =>
            {
                clock.Advance(TimeSpan.FromMilliseconds(30));
                return """{"b":22}""";
            }),
            "scripted",
            """{"a":1}""");

        var record = Assert.Single(journal.Latest(10));
        Assert.Equal(record, outcome.Record);
        Assert.Equal((Id, "scripted", "1.2.3"), (record.Id, record.Function, record.Version));
        Assert.Equal((StoppedClock.Epoch, TimeSpan.FromMilliseconds(30)), (record.Start, record.Duration));
        Assert.Equal((FunctionStatus.Success, 7, 8), (record.Status, record.ArgumentBytes, record.ResultBytes));
    }

    [Fact]
    public async Task Invoke_WhenFunctionRunsOver_IsDeveloperErrorAndItsLateResultIsOverwritten()
    {
        var function = new PendingFunction();
        var invocation = (await RuntimeAsync(function)).InvokeAsync(new FunctionInvocation("pending", Id, "{}"u8.ToArray()), TestContext.Current.CancellationToken);
        await function.Began;
        Assert.False(invocation.IsCompleted);

        clock.Advance(TimeSpan.FromSeconds(60));
        using var outcome = await invocation;
        Assert.True(function.Token.IsCancellationRequested);
        var late = FunctionResult.TakeOver(FunctionStatus.Success, "{}"u8.ToArray());
        function.Completion.SetResult(late);
        await function.Ended;

        Assert.Equal(FunctionStatus.DeveloperError, outcome.Result!.Status);
        Assert.Contains("exceeded its time limit of 60000 milliseconds", Text(outcome), StringComparison.Ordinal);
        Assert.Throws<ObjectDisposedException>(() => late.Utf8Json);
    }

    [Fact]
    public async Task Invoke_WhenCallerGivesUp_IsCancelled()
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var function = new PendingFunction();
        var invocation = (await RuntimeAsync(function)).InvokeAsync(new FunctionInvocation("pending", Id, "{}"u8.ToArray()), source.Token).AsTask();
        await function.Began;

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => invocation);
        Assert.Empty(journal.Latest(10));
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        await services.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Puts the runtime under test in front of the one that runs the functions.</summary>
    /// <param name="local">What runs the functions; its journal is another machine's when there is another machine.</param>
    /// <param name="journal">The host's journal.</param>
    /// <param name="limits">The host's limits.</param>
    private protected abstract Task<IFunctionRuntime> OpenAsync(Func<IActivationJournal, IFunctionRuntime> local, IActivationJournal journal, FunctionRuntimeOptions limits);

    /// <summary>Closes what was opened.</summary>
    protected abstract ValueTask CloseAsync();

    private static string Text(FunctionOutcome outcome) => Encoding.UTF8.GetString(outcome.Result!.Utf8Json.Span);

    private async Task<FunctionOutcome> InvokeAsync(IFunction function, string name, string arguments) => await (await RuntimeAsync(function)).InvokeAsync(
        new FunctionInvocation(name, Id, Encoding.UTF8.GetBytes(arguments)), TestContext.Current.CancellationToken);

    private Task<IFunctionRuntime> RuntimeAsync(IFunction function)
    {
        var limits = new FunctionRuntimeOptions { MaximumArgumentBytes = 1024, MaximumResultBytes = 2048 };
        var instruments = ActivatorUtilities.CreateInstance<FunctionInstruments>(services);
        return OpenAsync(
            own => new FunctionRuntime([function], own, instruments, Options.Create(limits), clock, NullLogger<FunctionRuntime>.Instance), journal, limits);
    }
}
