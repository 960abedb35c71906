using System.Collections.Immutable;
using QkdMec.Grains.Steps;
using QkdMec.Protocols.SecurityContexts;
using QkdMec.Protocols.Steps;

namespace QkdMec.Gateway.Functions;

/// <summary>Takes what the client perimeter did. Steps of the edge are not taken from outside.</summary>
internal static class StepOperation
{
    public static async Task<FunctionAnswer<bool>> RunAsync(FunctionCall call, StepList report)
    {
        if (report.Steps is not { Count: <= StepList.MaxReportLength } steps || !steps.All(IsAcceptable))
        {
            return FunctionAnswer.Refused<bool>(SecurityContextProblems.Malformed);
        }

        var entries = steps.Select(step => new StepEntry(step.Step, step.At, step.Outcome, step.TraceId)).ToImmutableArray();
        return await call.WaitAsync(call.Context.ReportStepsAsync(entries, CancellationToken.None), call.Limits.NegotiateWithin)
            ? FunctionAnswer.Done
            : FunctionAnswer.Refused<bool>(SecurityContextProblems.UnknownContext);
    }

    private static bool IsAcceptable(StepRecord? step) =>
        step is not null
        && KnownSteps.Find(step.Step) is { Component: StepComponents.ReverseProxy or StepComponents.DeviceApp or StepComponents.ClientSae }
        && StepOutcomes.IsValid(step.Outcome)
        && TraceParent.IsTraceId(step.TraceId);
}
