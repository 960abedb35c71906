using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.MecHosts;

namespace QkdMec.Grains.Notifications;

/// <summary>Keeps a part of the index.</summary>
[Reentrant]
internal sealed class NotifierIndexGrain : Grain, INotifierIndexGrain
{
    private readonly IPersistentState<NotifierIndexState> state;
    private readonly GroupedWrites writes;

    public NotifierIndexGrain([PersistentState("notifiers")] IPersistentState<NotifierIndexState> state)
    {
        this.state = state;
        writes = new GroupedWrites(WriteAsync);
    }

    private List<UnfinishedNotifier> Entries => state.State.Entries;

    public async Task<long> AddAsync(ContextId context, CancellationToken cancellationToken)
    {
        var entry = new UnfinishedNotifier(context, ++state.State.LastStamp);
        var place = PlaceOf(context);
        if (place < 0)
        {
            Entries.Insert(~place, entry);
        }
        else
        {
            Entries[place] = entry;
        }

        await writes.SaveAsync();
        return entry.Stamp;
    }

    public async Task RemoveAsync(ContextId context, long stamp, CancellationToken cancellationToken)
    {
        if (PlaceOf(context) is >= 0 and var place && Entries[place].Stamp == stamp)
        {
            Entries.RemoveAt(place);
            await writes.SaveAsync();
        }
    }

    public Task<ImmutableArray<UnfinishedNotifier>> ListAsync(CancellationToken cancellationToken) => Task.FromResult(Entries.ToImmutableArray());

    private int PlaceOf(ContextId context)
    {
        var (low, high) = (0, Entries.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = string.CompareOrdinal(Entries[middle].Context.Value, context.Value);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return ~low;
    }

    private async Task WriteAsync()
    {
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
}
