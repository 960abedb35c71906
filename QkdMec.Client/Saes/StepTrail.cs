using QkdMec.Protocols.Spans;
using QkdMec.Protocols.Steps;

namespace QkdMec.Client.Saes;

/// <summary>The steps of one request or re-keying, written to the log and kept for a report. Used by one request at a time.</summary>
internal sealed partial class StepTrail(string traceId, TimeProvider time, ILogger logger)
{
    private readonly List<StepRecord> steps = [];

    /// <summary>W3C trace id.</summary>
    public string TraceId => traceId;

    /// <summary>Adds a step.</summary>
    public void Add(Step step, string outcome = StepOutcomes.Ok)
    {
        LogStep(step.Name, step.Figure2, step.Figure4, step.Component, traceId, outcome);
        StepEvents.Add(step, outcome);
        if (steps.Count < StepList.MaxReportLength)
        {
            steps.Add(new StepRecord { Step = step.Name, At = time.GetUtcNow(), Outcome = outcome, TraceId = traceId });
        }
    }

    /// <summary>Takes the steps out.</summary>
    public IReadOnlyList<StepRecord> Take()
    {
        StepRecord[] taken = [.. steps];
        steps.Clear();
        return taken;
    }

    [LoggerMessage(
        Level = LogLevel.Information, Message = "Step {Step} (figure 2: {Figure2}; figure 4: {Figure4}) by {Component}, trace {TraceId}: {Outcome}")]
    private partial void LogStep(string step, string figure2, string figure4, string component, string traceId, string outcome);
}
