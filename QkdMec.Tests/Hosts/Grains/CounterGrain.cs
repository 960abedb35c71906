using QkdMec.Grains.Hosting;

namespace QkdMec.Tests.Hosts.Grains;

[SitePlaced]
internal sealed class CounterGrain([PersistentState("counter")] IPersistentState<CounterState> counter) : Grain, ICounterGrain, INamedGrain
{
    private readonly Guid _activation = Guid.NewGuid();

    public Task<int> AddAsync(int amount) => Task.FromResult(counter.State.Value += amount);

    public async Task<int> AddAndSaveAsync(int amount)
    {
        counter.State.Value += amount;
        await counter.WriteStateAsync();
        return counter.State.Value;
    }

    public Task ForgetAsync() => counter.ClearStateAsync();

    public Task<CounterReport> ReportAsync() =>
        Task.FromResult(new CounterReport(this.GetPrimaryKeyString(), counter.State.Value, _activation, counter.RecordExists));

    public Task DeactivateAsync()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public ValueTask<string> NameAsync(string greeting) => ValueTask.FromResult($"{greeting} {this.GetPrimaryKeyString()} of {_activation}");
}
