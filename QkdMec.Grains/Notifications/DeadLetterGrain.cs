using System.Collections.Immutable;
using QkdMec.Grains.MecHosts;

namespace QkdMec.Grains.Notifications;

/// <summary>Keeps dead letters.</summary>
[Reentrant]
internal sealed class DeadLetterGrain : Grain, IDeadLetterGrain
{
    private readonly IPersistentState<DeadLetterState> state;
    private readonly NotificationInstruments instruments;
    private readonly GroupedWrites writes;
    private readonly int limit;

    public DeadLetterGrain(
        [PersistentState("letters")] IPersistentState<DeadLetterState> state, NotificationOptions options, NotificationInstruments instruments)
    {
        (this.state, this.instruments) = (state, instruments);
        writes = new GroupedWrites(WriteAsync);
        limit = Math.Max(1, options.DeadLetters / NotificationKeys.DeadLetters.Length);
    }

    private List<DeadLetter> Letters => state.State.Letters;

    public Task AddAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        Letters.RemoveAll(kept => kept.LetterId == letter.LetterId);
        Letters.Add(letter);
        while (Letters.Count > limit)
        {
            Letters.RemoveAt(0);
            instruments.LetterGaveWay();
        }

        return writes.SaveAsync();
    }

    public Task<ImmutableArray<DeadLetter>> ListAsync(string after, int count, CancellationToken cancellationToken) => Task.FromResult<ImmutableArray<DeadLetter>>(
        [.. Letters.Where(letter => string.CompareOrdinal(letter.LetterId, after) > 0).OrderBy(letter => letter.LetterId, StringComparer.Ordinal).Take(count)]);

    public async Task<RetryStatus> RetryAsync(string letterId, CancellationToken cancellationToken)
    {
        if (Letters.Find(kept => kept.LetterId == letterId) is not { } letter)
        {
            return RetryStatus.Unknown;
        }

        // The notifier has it before it is let go of here; a crash between leaves both.
        var status = await GrainFactory.GetGrain<INotifierGrain>(letter.Context.Value).RetryAsync(letter, cancellationToken);
        if (status == RetryStatus.Queued && Letters.Remove(letter))
        {
            await writes.SaveAsync();
        }

        return status;
    }

    public async Task<bool> RemoveAsync(string letterId, CancellationToken cancellationToken)
    {
        if (Letters.RemoveAll(kept => kept.LetterId == letterId) == 0)
        {
            return false;
        }

        await writes.SaveAsync();
        return true;
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
