using System.Collections.Immutable;
using QkdMec.Grains.Orchestration;

namespace QkdMec.Grains.Audits;

/// <summary>Keeps which pages there are, and writes the last one.</summary>
internal sealed class AuditLogGrain(
    [PersistentState("audit")] IPersistentState<AuditLogState> state, MecOptions options, TimeProvider time) : Grain, IAuditLogGrain
{
    // By gateway the last entry that is in; null: it must be read from the pages, where the last batches stand.
    private Dictionary<string, long>? taken;

    public async Task AppendAsync(ImmutableArray<AuditEntry> entries, CancellationToken cancellationToken)
    {
        try
        {
            taken ??= await RecallAsync(cancellationToken);
            var rest = entries.Where(entry => entry.Sequence > taken.GetValueOrDefault(entry.Source)).ToImmutableArray();
            while (!rest.IsEmpty)
            {
                var count = await WaitAsync(Page(state.State.LastPage).AppendAsync(rest, cancellationToken), cancellationToken);
                Note(taken, rest.Take(count));
                rest = rest[count..];
                if (!rest.IsEmpty)
                {
                    await TurnAsync(cancellationToken);
                }
            }
        }
        catch
        {
            // A page may have taken what it did not confirm.
            taken = null;
            throw;
        }
    }

    public async Task<AuditPage> ReadAsync(long after, int count, CancellationToken cancellationToken)
    {
        var (first, last) = (state.State.FirstPage, state.State.LastPage);
        var found = ImmutableArray.CreateBuilder<NumberedAuditEntry>();
        for (var page = Math.Max(first, AuditPages.PageOf(after + 1)); page <= last && found.Count < count; page++)
        {
            var numbered = (await ReadAsync(page, cancellationToken)).Select((entry, place) => new NumberedAuditEntry(AuditPages.NumberOf(page, place), entry));
            found.AddRange(numbered.Where(entry => entry.Number > after).Take(count - found.Count));
        }

        var newest = AuditPages.NumberOf(last, (await ReadAsync(last, cancellationToken)).Length - 1);
        return new AuditPage(found.ToImmutable(), newest);
    }

    private static void Note(Dictionary<string, long> taken, IEnumerable<AuditEntry> entries)
    {
        foreach (var entry in entries)
        {
            taken[entry.Source] = Math.Max(taken.GetValueOrDefault(entry.Source), entry.Sequence);
        }
    }

    // What is sent again was sent last: it stands in the last page or the one before, unless others filled pages meanwhile.
    private async Task<Dictionary<string, long>> RecallAsync(CancellationToken cancellationToken)
    {
        var recalled = new Dictionary<string, long>(StringComparer.Ordinal);
        for (var page = Math.Max(state.State.FirstPage, state.State.LastPage - 1); page <= state.State.LastPage; page++)
        {
            Note(recalled, await ReadAsync(page, cancellationToken));
        }

        return recalled;
    }

    // Pages go before it is written that they are gone: what is interrupted is done again at the next turn.
    private async Task TurnAsync(CancellationToken cancellationToken)
    {
        var (first, last) = (state.State.FirstPage, state.State.LastPage + 1);
        var kept = AuditPages.FirstToKeep(first, last, options.AuditEntries);
        for (var page = first; page < kept; page++)
        {
            await Page(page).DropAsync(cancellationToken).WaitAsync(options.CallWithin, time, cancellationToken);
        }

        (state.State.FirstPage, state.State.LastPage) = (kept, last);
        try
        {
            await state.WriteStateAsync(CancellationToken.None);
        }
        catch
        {
            // What is in memory may not be what is stored: the next call must read it again.
            DeactivateOnIdle();
            throw;
        }
    }

    private Task<ImmutableArray<AuditEntry>> ReadAsync(long page, CancellationToken cancellationToken) =>
        WaitAsync(Page(page).ReadAsync(cancellationToken), cancellationToken);

    private Task<T> WaitAsync<T>(Task<T> call, CancellationToken cancellationToken) => call.WaitAsync(options.CallWithin, time, cancellationToken);

    private IAuditPageGrain Page(long page) => GrainFactory.GetGrain<IAuditPageGrain>($"{this.GetPrimaryKeyString()}/{page}");
}
