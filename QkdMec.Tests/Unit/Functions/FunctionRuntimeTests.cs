using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using QkdMec.Functions.Runtime;
using QkdMec.Grains.Functions;

namespace QkdMec.Tests.Unit.Functions;

/// <summary>Does the runtime keep its limits, and nothing of what it ran?</summary>
public sealed class FunctionRuntimeTests : IDisposable
{
    private static readonly ActivationId Id = ActivationId.From(new Guid("00112233-4455-6677-8899-aabbccddeeff"));
    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly StoppedClock clock = new();
    private ActivationJournal journal = new(Options.Create(new FunctionRuntimeOptions()));

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

        using var outcome = await Runtime(function).InvokeAsync(
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
        var invocation = Runtime(function).InvokeAsync(new FunctionInvocation("pending", Id, "{}"u8.ToArray()), TestContext.Current.CancellationToken);
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
        var invocation = Runtime(new PendingFunction()).InvokeAsync(new FunctionInvocation("pending", Id, "{}"u8.ToArray()), source.Token).AsTask();

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => invocation);
        Assert.Empty(journal.Latest(10));
    }

    [Fact]
    public void Invocation_WhenPrinted_TellsTheSizeOnly() =>
        Assert.Equal(
            "echo 00112233445566778899aabbccddeeff, 8 bytes",
            new FunctionInvocation("echo", Id, "\"secret\""u8.ToArray()).ToString());

    [Fact]
    public void Result_WhenDisposed_IsOverwrittenAndPrintsNothing()
    {
        var bytes = "\"secret\""u8.ToArray();
        var result = FunctionResult.TakeOver(FunctionStatus.Success, bytes);
        Assert.Equal("Success, 8 bytes", result.ToString());

        result.Dispose();

        Assert.Equal(new byte[8], bytes);
        Assert.Equal("Success, overwritten", result.ToString());
    }

    [Fact]
    public void Journal_WhenFull_ForgetsTheOldest()
    {
        journal = new ActivationJournal(Options.Create(new FunctionRuntimeOptions { JournalCapacity = 2 }));
        var records = Enumerable.Range(1, 3).Select(Record).ToArray();

        Array.ForEach(records, journal.Add);

        Assert.Equal([records[2], records[1]], journal.Latest(10));
        Assert.Equal([records[2]], journal.Latest(1));
        Assert.Null(journal.Find(records[0].Id));
        Assert.Equal(records[1], journal.Find(records[1].Id));
    }

    [Theory]
    [InlineData("00112233445566778899aabbccddeeff", true)]
    [InlineData("00112233445566778899AABBCCDDEEFF", false)]
    [InlineData("00112233445566778899aabbccddeef", false)]
    [InlineData(null, false)]
    public void ActivationId_ReadsItsOwnText(string? text, bool isValid)
    {
        Assert.Equal(isValid, ActivationId.TryParse(text, out var id));
        Assert.Equal(isValid ? text : new string('0', 32), id.ToString());
    }

    public void Dispose() => services.Dispose();

    private static string Text(FunctionOutcome outcome) => Encoding.UTF8.GetString(outcome.Result!.Utf8Json.Span);

    private static ActivationRecord Record(int number) => new()
    {
        Id = ActivationId.From(new Guid(number, 0, 0, new byte[8])),
        Function = "echo",
        Version = "1.0.0",
        Start = StoppedClock.Epoch,
        Duration = TimeSpan.Zero,
        Status = FunctionStatus.Success,
        ArgumentBytes = 0,
        ResultBytes = 0,
    };

    private ValueTask<FunctionOutcome> InvokeAsync(IFunction function, string name, string arguments) => Runtime(function).InvokeAsync(
        new FunctionInvocation(name, Id, Encoding.UTF8.GetBytes(arguments)), TestContext.Current.CancellationToken);

    private FunctionRuntime Runtime(IFunction function)
    {
        var options = Options.Create(new FunctionRuntimeOptions { MaximumArgumentBytes = 1024, MaximumResultBytes = 2048 });
        var instruments = ActivatorUtilities.CreateInstance<FunctionInstruments>(services);
        return new FunctionRuntime([function], journal, instruments, options, clock, NullLogger<FunctionRuntime>.Instance);
    }
}
