using System.Collections.Immutable;

namespace QkdMec.Grains.Steps;

/// <summary>Keeps the steps of one context while it is active; a restart forgets them.</summary>
internal sealed class StepJournalGrain : Grain, IStepJournalGrain
{
    private readonly StepJournal journal = new();

    public Task AppendAsync(ImmutableArray<StepEntry> entries, CancellationToken cancellationToken)
    {
        journal.Append(entries);
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<StepEntry>> ReadAsync(CancellationToken cancellationToken) => Task.FromResult(journal.Read());
}
