using QkdMec.Functions.Workers;
using QkdMec.Grains.Functions;
using QkdMec.Grains.Identity;
using QkdMec.Protocols.Jose;
using QkdMec.Protocols.Qkd014Clients;
using QkdMec.Tests.Fakes;

namespace QkdMec.Tests.Unit.Workers;

/// <summary>Does a worker keep within its bounds, whatever its hosts ask for?</summary>
public sealed class WorkerDeskTests : IDisposable
{
    private static readonly SaeId Other = new("sae-edge-2");

    private readonly DelegatedFunctions functions = new();
    private readonly SharedKeys keys = new();
    private readonly ManualTimeProvider clock = new();
    private readonly WorkerEnd worker;

    public WorkerDeskTests() =>
        worker = new WorkerEnd(functions, keys, time: clock, options: options => options with { Hosts = [WorkerEnd.Host, Other], MaxSessions = 4 });

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Key_OfASaeThatIsNotServed_OrWithoutASession_IsRefused()
    {
        Assert.Equal(WorkerRefusal.NotAuthentic, await worker.Desk.ActivateKeyAsync(new SaeId("sae-hospital"), await DrawAsync(1), Token));
        Assert.Equal(WorkerRefusal.NotAuthentic, await worker.Desk.ActivateKeyAsync(WorkerEnd.Host, await DrawAsync(1, "no session"), Token));
    }

    [Fact]
    public async Task Key_IsTakenOnceForAGeneration()
    {
        var key = await DrawAsync(2);
        Assert.Equal(WorkerRefusal.None, await worker.Desk.ActivateKeyAsync(WorkerEnd.Host, key, Token));
        Assert.Equal(WorkerRefusal.KeyUnknown, await worker.Desk.ActivateKeyAsync(WorkerEnd.Host, key, Token));
        Assert.Equal(WorkerRefusal.KeyUnknown, await worker.Desk.ActivateKeyAsync(WorkerEnd.Host, await DrawAsync(1), Token));
        Assert.Equal(WorkerRefusal.None, await worker.Desk.ActivateKeyAsync(WorkerEnd.Host, await DrawAsync(3), Token));
    }

    [Fact]
    public async Task Key_OfAnotherHost_OrThatIsNoneOfTheWorkers_IsNotFound()
    {
        var ofFirst = await DrawAsync(1);
        Assert.Equal(WorkerRefusal.KeyNotFound, await worker.Desk.ActivateKeyAsync(Other, ofFirst, Token));
        Assert.Equal(WorkerRefusal.KeyNotFound, await worker.Desk.ActivateKeyAsync(WorkerEnd.Host, ofFirst with { KeyId = Guid.NewGuid() }, Token));

        // What was refused to another one is still its owner's.
        Assert.Equal(WorkerRefusal.None, await worker.Desk.ActivateKeyAsync(WorkerEnd.Host, ofFirst with { Generation = 2 }, Token));
    }

    [Fact]
    public async Task Key_OfAKmeThatIsDead_IsUnavailable()
    {
        var key = await DrawAsync(1);
        keys.Refusal = KeyAnswerStatus.Unavailable;
        Assert.Equal(WorkerRefusal.KmeUnavailable, await worker.Desk.ActivateKeyAsync(WorkerEnd.Host, key, Token));
    }

    [Fact]
    public async Task Sessions_OfOneHost_DoNotPushOutAnothers()
    {
        using var link = worker.NewLink();
        using var runtime = WorkerEnd.RuntimeOf(functions, link);
        for (var count = 0; count < 10; count++)
        {
            Assert.Equal(WorkerRefusal.None, await worker.Desk.ActivateKeyAsync(Other, await DrawAsync(1, Guid.NewGuid().ToString("N"), Other), Token));
            using var outcome = await InvokeAsync(runtime);
            Assert.Equal(FunctionOutcomeKind.Completed, outcome.Kind);
        }

        Assert.Single(worker.Channel.Named);
    }

    [Fact]
    public async Task Session_ThatIsNotUsed_IsForgotten_AndKeyedAnew()
    {
        using var runtime = WorkerEnd.RuntimeOf(functions, worker.NewLink(policy: new() { Maximum = new(TimeSpan.FromDays(2), 100, 1 << 20), Refresh = new(TimeSpan.FromDays(2), 100, 1 << 20) }));
        using var before = await InvokeAsync(runtime);
        clock.Advance(worker.Options.ForgetAfter);
        clock.Advance(worker.Options.ForgetAfter);
        worker.Channel.Crossed.TryPeek(out var message);
        Assert.Equal(WorkerRefusal.KeyUnknown, (await worker.Desk.RunAsync(WorkerEnd.Host, worker.Channel.Named.First().Session, message, Token)).Refusal);

        using var after = await InvokeAsync(runtime);
        Assert.Equal(FunctionOutcomeKind.Completed, after.Kind);
        Assert.Equal(2, worker.Channel.Named.Count);
    }

    [Fact]
    public async Task Message_ThatIsNone_OrTooLarge_OrOfNoSession_RunsNothing()
    {
        var key = await DrawAsync(1);
        await worker.Desk.ActivateKeyAsync(WorkerEnd.Host, key, Token);

        Assert.Equal(WorkerRefusal.NotAuthentic, (await worker.Desk.RunAsync(WorkerEnd.Host, key.Session, "a.b"u8.ToArray(), Token)).Refusal);
        Assert.Equal(WorkerRefusal.NotAuthentic, (await worker.Desk.RunAsync(WorkerEnd.Host, key.Session, new byte[MessageForm.Activation.MaxMessageBytes + 1], Token)).Refusal);
        Assert.Equal(WorkerRefusal.KeyUnknown, (await worker.Desk.RunAsync(WorkerEnd.Host, "none", "a.b"u8.ToArray(), Token)).Refusal);
        Assert.Equal(0, functions.Runs);
    }

    [Fact]
    public void Taken_WhenFull_ForgetsTheOldest()
    {
        var taken = new TakenActivations(2);
        var ids = Enumerable.Range(1, 3).Select(number => ActivationId.From(new Guid(number, 0, 0, new byte[8]))).ToArray();
        Assert.All(ids, id => Assert.True(taken.TryTake(id)));
        Assert.False(taken.TryTake(ids[2]));
        Assert.False(taken.TryTake(ids[1]));
        Assert.True(taken.TryTake(ids[0]));
    }

    public void Dispose() => worker.Dispose();

    private static async Task<FunctionOutcome> InvokeAsync(WorkerFunctions runtime) =>
        await runtime.InvokeAsync(new FunctionInvocation("echo", ActivationId.From(Guid.NewGuid()), "{}"u8.ToArray()), Token);

    private async Task<WorkerKey> DrawAsync(long generation, string session = "00112233445566778899aabbccddeeff", SaeId? host = null)
    {
        using var drawn = await keys.Of((host ?? WorkerEnd.Host).Value).DrawAsync(worker.Options.Sae.Value, 256, Token);
        return new WorkerKey(session, generation, drawn.KeyId);
    }
}
