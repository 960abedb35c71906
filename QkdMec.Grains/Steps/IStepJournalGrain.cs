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
}
