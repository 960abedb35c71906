using System.Collections.Immutable;

namespace QkdMec.Grains.Audits;

/// <summary>Keeps a page.</summary>
internal sealed class AuditPageGrain([PersistentState("audit-page")] IPersistentState<AuditPageState> state) : Grain, IAuditPageGrain
{
    public async Task<int> AppendAsync(ImmutableArray<AuditEntry> entries, CancellationToken cancellationToken)
    {
        var taken = Math.Min(entries.Length, AuditPages.Size - state.State.Entries.Count);
        if (taken > 0)
        {
            state.State.Entries.AddRange(entries[..taken]);
            await GuardAsync(() => state.WriteStateAsync(CancellationToken.None));
        }

        return taken;
    }

    public Task<ImmutableArray<AuditEntry>> ReadAsync(CancellationToken cancellationToken) => Task.FromResult(state.State.Entries.ToImmutableArray());

    public async Task DropAsync(CancellationToken cancellationToken)
    {
        if (state.RecordExists)
        {
            await GuardAsync(() => state.ClearStateAsync(CancellationToken.None));
        }

        DeactivateOnIdle();
    }

    private async Task GuardAsync(Func<Task> storage)
    {
        try
        {
            await storage();
        }
        catch
        {
            // What is in memory may not be what is stored: the next call must read it again.
            DeactivateOnIdle();
            throw;
        }
    }
}
