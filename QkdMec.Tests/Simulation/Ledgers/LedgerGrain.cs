using QkdMec.Grains.Hosting;

namespace QkdMec.Tests.Simulation.Ledgers;

/// <summary>Right under every fault: an entry is acknowledged only when it is stored, and stored once by its number.</summary>
[SitePlaced]
internal sealed class LedgerGrain([PersistentState("ledger")] IPersistentState<LedgerState> ledger, TimeProvider time) : Grain, ILedgerGrain
{
    private const long Most = 90;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var options = new GrainTimerCreationOptions { DueTime = TimeSpan.FromSeconds(3), Period = TimeSpan.FromSeconds(3) };
        this.RegisterGrainTimer((self, token) => self.TickAsync(token), this, options);
        return Task.CompletedTask;
    }

    public async Task<LedgerAnswer> AddAsync(LedgerEntry entry, CancellationToken cancellationToken)
    {
        if (entry.Amount > Most)
        {
            return LedgerAnswer.Refused;
        }

        if (!ledger.State.Entries.TryAdd(entry.Number, entry.Amount))
        {
            return LedgerAnswer.Repeated;
        }

        try
        {
            await ledger.WriteStateAsync(cancellationToken);
        }
        catch
        {
            // What is in memory may not be what is stored: the next call reads it again.
            DeactivateOnIdle();
            throw;
        }

        return LedgerAnswer.Added;
    }

    public async Task<LedgerAnswer> AddToBothAsync(LedgerEntry entry, string otherKey)
    {
        await AddAsync(entry, CancellationToken.None);
        await Task.Delay(TimeSpan.FromMilliseconds(20), time);
        return await GrainFactory.GetGrain<ILedgerGrain>(otherKey).AddAsync(entry, CancellationToken.None);
    }

    public Task<long> SumAsync() => Task.FromResult(ledger.State.Entries.Values.Sum());

    private async Task TickAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(5), time, cancellationToken);
        ledger.State.Ticks++;
        try
        {
            await ledger.WriteStateAsync(cancellationToken);
        }
        catch (IOException)
        {
            DeactivateOnIdle();
        }
        catch (OrleansException)
        {
            DeactivateOnIdle();
        }
    }
}
