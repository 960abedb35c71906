using QkdMec.Grains.Hosting;

namespace QkdMec.Tests.Hosts.Grains;

[SitePlaced]
internal sealed class ErrandGrain(
    [PersistentState("errand")] IPersistentState<CounterState> first,
    [PersistentState("errand")] IPersistentState<CounterState> second) : Grain, IErrandGrain
{
    private readonly Guid _activation = Guid.NewGuid();
    private readonly TaskCompletionSource _cancelled = new();

    public async Task ThrowAsync(string kind)
    {
        await Task.Yield();
        throw kind switch
        {
            "argument" => new ArgumentException("bad argument"),
            "operation" => new InvalidOperationException("bad operation"),
            "orleans" => new OrleansException("bad host"),
            "unknown" => new LostErrandException("lost"),
            _ => new InvalidOperationException("outer", new LostErrandException("lost inside")),
        };
    }

    public Task<string?> ReadContextAsync(string key, string? relayKey) => relayKey is null
        ? Task.FromResult(RequestContext.Get(key) as string)
        : GrainFactory.GetGrain<IErrandGrain>(relayKey).ReadContextAsync(key, null);

    public async Task WaitForCancellationAsync(string gateKey, CancellationToken cancellationToken)
    {
        await GrainFactory.GetGrain<IGateGrain>(gateKey).RaceAsync();
        var never = new TaskCompletionSource();
        await using var registration = cancellationToken.Register(never.SetCanceled);
        try
        {
            await never.Task;
        }
        finally
        {
            _cancelled.TrySetResult();
        }
    }

    public Task WaitUntilCancelledAsync() => _cancelled.Task;

    public Task<Errand> EchoAsync(Errand errand, ErrandPriority priority, DateTimeOffset at) =>
        Task.FromResult(errand with { Name = $"{errand.Name} {priority} {at:O}" });

    public async Task ConflictAsync()
    {
        first.State.Value = 1;
        await first.WriteStateAsync();
        second.State.Value = 2;
        await second.WriteStateAsync();
    }

    public Task<Guid> ActivationAsync() => Task.FromResult(_activation);

    public async Task<bool> UseFactoryOffTurnAsync()
    {
        var refused = await Task.Run(() =>
        {
            try
            {
                return GrainFactory is null;
            }
            catch (InvalidOperationException)
            {
                return true;
            }
        });
        return refused;
    }
}
