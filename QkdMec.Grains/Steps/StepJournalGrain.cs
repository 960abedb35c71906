using System.Collections.Immutable;

namespace QkdMec.Grains.Steps;

/// <summary>Keeps the steps of one context while it is active; a restart forgets them.</summary>
internal sealed class StepJournalGrain(TimeProvider time) : Grain, IStepJournalGrain
{
    private readonly StepJournal journal = new((time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);

    public Task AppendAsync(ImmutableArray<StepEntry> entries, CancellationToken cancellationToken)
    {
        journal.Append(entries);
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<StepEntry>> ReadAsync(CancellationToken cancellationToken) => Task.FromResult(journal.Read());

    public Task<StepPage> ReadAfterAsync(long journal, long number, CancellationToken cancellationToken) => Task.FromResult(this.journal.ReadAfter(journal, number));
}
