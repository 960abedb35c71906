using System.Diagnostics;
using QkdMec.Protocols.Steps;

namespace QkdMec.Protocols.Spans;

/// <summary>Steps as events of the span in which they are taken, so that a trace shows what the journal of its context shows.</summary>
public static class StepEvents
{
    /// <summary>Adds a step to the span in hand, when somebody records it.</summary>
    public static void Add(Step step, string outcome)
    {
        if (Activity.Current is { IsAllDataRequested: true } span)
        {
            ArgumentNullException.ThrowIfNull(step);
            span.AddEvent(new ActivityEvent(step.Name, tags: new ActivityTagsCollection
            {
                ["qkdmec.step.figure2"] = step.Figure2,
                ["qkdmec.step.figure4"] = step.Figure4,
                ["qkdmec.step.component"] = step.Component,
                ["qkdmec.step.outcome"] = outcome,
            }));
        }
    }
}
