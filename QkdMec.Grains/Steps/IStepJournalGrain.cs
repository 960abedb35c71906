using System.Collections.Immutable;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.Steps;

/// <summary>The trace of steps of one app context, in memory and bounded (ADR 0008). Key: the context id.</summary>
[Alias(TypeAliases.StepJournalGrain)]
public interface IStepJournalGrain : IGrainWithStringKey
{
    /// <summary>Adds steps; the oldest give way.</summary>
    Task AppendAsync(ImmutableArray<StepEntry> entries, CancellationToken cancellationToken);

    /// <summary>The steps in order of time; empty when nothing is remembered.</summary>
    Task<ImmutableArray<StepEntry>> ReadAsync(CancellationToken cancellationToken);

    /// <summary>What came in since, in the order in which it came in.</summary>
    /// <param name="journal">The journal of which <paramref name="number"/> is; when it is another than this one, everything is new.</param>
    /// <param name="number">The number of the last step that is known; 0 for none.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    Task<StepPage> ReadAfterAsync(long journal, long number, CancellationToken cancellationToken);
}
