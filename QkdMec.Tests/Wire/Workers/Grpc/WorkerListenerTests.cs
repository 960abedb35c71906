using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using QkdMec.Functions.Workers;
using QkdMec.Grains.Functions;
using QkdMec.Silo.Configuration;
using QkdMec.Silo.Workers;
using QkdMec.Tests.Fakes;

namespace QkdMec.Tests.Wire.Workers.Grpc;

/// <summary>Does a worker's listener let in its hosts and nobody else, and does a host know its worker?</summary>
public sealed class WorkerListenerTests : IAsyncLifetime
{
    private readonly WorkerSystem system = new();
    private readonly DelegatedFunctions functions = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await system.StartAsync(functions);

    public ValueTask DisposeAsync() => system.DisposeAsync();

    [Fact]
    public async Task Host_OfTheWorkersSite_IsServed()
    {
        using var link = system.Link();
        var (refusal, outcome) = await RunAsync(link, """{"a":1}""");
        Assert.Equal((WorkerRefusal.None, """{"a":1}"""), (refusal, Text(outcome)));
    }

    [Fact]
    public async Task Host_WithACertificateOfAnotherAuthority_IsRefused()
    {
        using var foreign = WorkerSystem.Authority("edge");
        using var link = system.Link(authority: foreign);
        Assert.Equal(WorkerRefusal.Unreachable, (await RunAsync(link)).Refusal);
        Assert.Equal(0, functions.Runs);
    }

    [Fact]
    public async Task Host_ThatIsNotServed_IsRefused()
    {
        using var link = system.Link("sae-edge-2");
        Assert.Equal(WorkerRefusal.Unreachable, (await RunAsync(link)).Refusal);
        Assert.Equal(0, functions.Runs);
    }

    [Fact]
    public async Task Worker_OfAnotherName_IsNotTaken()
    {
        using var link = system.Link(worker: "sae-worker-2");
        Assert.Equal(WorkerRefusal.Unreachable, (await RunAsync(link)).Refusal);
        Assert.Equal(0, functions.Runs);
    }

    [Fact]
    public async Task Worker_ThatIsGone_IsUnreachable_AndIsTakenAgainWhenItIsBack()
    {
        using var link = system.Link();
        await RunAsync(link);
        await system.StopAsync(Token);

        // The first may go out on the old connection before its end is noticed: then nobody knows.
        Assert.Contains((await RunAsync(link)).Refusal, new[] { WorkerRefusal.Lost, WorkerRefusal.Unreachable });
        Assert.Equal(WorkerRefusal.Unreachable, (await RunAsync(link)).Refusal);

        await system.StartAsync(functions);
        Assert.Equal(WorkerRefusal.None, (await RunAsync(link)).Refusal);
        Assert.Equal(2, functions.Runs);
    }

    [Fact]
    public async Task Worker_ThatGoesWhileTheFunctionRuns_LeavesTheOutcomeUnknown()
    {
        var begun = new TaskCompletionSource();
        functions.Body = (_, token) =>
        {
            begun.SetResult();
            return new TaskCompletionSource<FunctionResult>().Task.WaitAsync(token);
        };
        using var link = system.Link();
        var running = RunAsync(link);
        await begun.Task.WaitAsync(Token);
        await system.StopAsync(new CancellationToken(canceled: true));

        Assert.Equal(WorkerRefusal.Lost, (await running).Refusal);
    }

    [Fact]
    public async Task Host_ThatGivesUp_CancelsTheFunction()
    {
        var (begun, cancelled) = (new TaskCompletionSource(), new TaskCompletionSource());
        functions.Body = (_, token) =>
        {
            token.Register(cancelled.SetResult);
            begun.SetResult();
            return new TaskCompletionSource<FunctionResult>().Task.WaitAsync(token);
        };
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        using var link = system.Link();
        var running = link.RunAsync(new FunctionInvocation("echo", ActivationId.From(Guid.NewGuid()), "{}"u8.ToArray()), patience.Token);
        await begun.Task.WaitAsync(Token);
        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        await cancelled.Task.WaitAsync(Token);
    }

    [Fact]
    public async Task Trace_GoesOnAtTheWorker()
    {
        var seen = new TaskCompletionSource<string>();
        functions.Body = (arguments, _) =>
        {
            seen.TrySetResult($"{Activity.Current?.TraceId}");
            return Task.FromResult(FunctionResult.TakeOver(FunctionStatus.Success, arguments.ToArray()));
        };
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Microsoft.AspNetCore" or "System.Net.Http", Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
        };
        ActivitySource.AddActivityListener(listener);
        using var request = new Activity("request").SetIdFormat(ActivityIdFormat.W3C).Start();
        request.ActivityTraceFlags = ActivityTraceFlags.Recorded;
        using var link = system.Link();
        await RunAsync(link);

        Assert.Equal($"{request.TraceId}", await seen.Task.WaitAsync(Token));
    }

    [Fact]
    public void Credentials_OfAnotherAuthority_AreRefused()
    {
        using var foreign = WorkerSystem.Authority("lab");
        AssertRefused("vouches for the certificate", system.Save("sae-worker-3", foreign));
    }

    [Fact]
    public void Credentials_ThatCannotBeRead_AreRefused()
    {
        var settings = system.Save("sae-worker-3");
        AssertRefused("the authorities '/nowhere/ca.pem' cannot be read", settings with { Authorities = "/nowhere/ca.pem" });
        AssertRefused("the certificate '/nowhere/w.pem'", settings with { Certificate = "/nowhere/w.pem" });
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(settings.Key, UnixFileMode.UserRead | UnixFileMode.OtherRead);
            AssertRefused("others can read or write it", settings);
        }
    }

    private static void AssertRefused(string reason, WorkerSettings settings)
    {
        var fault = Assert.Throws<StartupException>(() => WorkerCredentials.Load(settings, TimeProvider.System, NullLogger<WorkerCredentials>.Instance));
        Assert.StartsWith("worker: ", fault.Message, StringComparison.Ordinal);
        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    private static string? Text(FunctionOutcome? outcome) => outcome is null ? null : Encoding.UTF8.GetString(outcome.Result!.Utf8Json.Span);

    private static Task<(WorkerRefusal Refusal, FunctionOutcome? Outcome)> RunAsync(WorkerLink link, string arguments = "{}") =>
        link.RunAsync(new FunctionInvocation("echo", ActivationId.From(Guid.NewGuid()), Encoding.UTF8.GetBytes(arguments)), Token);
}
