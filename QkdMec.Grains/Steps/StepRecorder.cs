using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using QkdMec.Grains.Identity;
using QkdMec.Protocols.Spans;
using QkdMec.Protocols.Steps;

namespace QkdMec.Grains.Steps;

/// <summary>Writes steps as structured log lines, as events of the span in hand, and to the journal of their context.</summary>
public sealed partial class StepRecorder(TimeProvider time, ILogger<StepRecorder> logger)
{
    /// <summary>Records one step.</summary>
    /// <param name="grains">The caller's way to grains.</param>
    /// <param name="context">The context it was taken for.</param>
    /// <param name="traceId">W3C trace id; empty when there is none.</param>
    /// <param name="step">The step.</param>
    /// <param name="outcome">How it ended, see <see cref="StepOutcomes"/>.</param>
    public void Record(IGrainFactory grains, ContextId context, string traceId, Step step, string outcome) =>
        Send(grains, context, [Note(context, traceId, step, outcome)]);

    /// <summary>Logs a step and returns what the journal keeps of it.</summary>
    public StepEntry Note(ContextId context, string traceId, Step step, string outcome)
    {
        ArgumentNullException.ThrowIfNull(step);
        LogStep(step.Name, step.Figure2, step.Figure4, step.Component, context.Value, traceId, outcome);
        StepEvents.Add(step, outcome);
        return new StepEntry(step.Name, time.GetUtcNow(), outcome, traceId);
    }

    /// <summary>Adds steps to the journal of a context, without waiting: a trace that is lost must not fail what it traces.</summary>
    public void Send(IGrainFactory grains, ContextId context, ImmutableArray<StepEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(grains);
        if (!entries.IsEmpty)
        {
            _ = SendAsync(grains.GetGrain<IStepJournalGrain>(context.Value), entries);
        }
    }

    private async Task SendAsync(IStepJournalGrain journal, ImmutableArray<StepEntry> entries)
    {
        try
        {
            await journal.AppendAsync(entries, CancellationToken.None);
        }
        catch (Exception fault) when (fault is OrleansException or TimeoutException or OperationCanceledException)
        {
            LogLost(entries.Length, fault);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Step {Step} (figure 2: {Figure2}; figure 4: {Figure4}) by {Component} for context {Context}, trace {TraceId}: {Outcome}")]
    private partial void LogStep(string step, string figure2, string figure4, string component, string context, string traceId, string outcome);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Count} steps did not reach the journal")]
    private partial void LogLost(int count, Exception fault);
}
