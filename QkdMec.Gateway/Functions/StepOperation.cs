using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using QkdMec.Grains.Steps;
using QkdMec.Protocols.SecurityContexts;
using QkdMec.Protocols.Steps;

namespace QkdMec.Gateway.Functions;

/// <summary><c>POST …/steps</c>: what the client perimeter did. Steps of the edge are not taken from outside.</summary>
internal static class StepOperation
{
    public static async Task AnswerAsync(FunctionCall call)
    {
        var body = await RequestBody.ReadAsync(call.Http.Request, call.Limits.MaxDocumentBytes, call.Http.RequestAborted);
        if (body is null)
        {
            await FunctionProblems.WriteAsync(call.Http, SecurityContextProblems.TooLarge);
            return;
        }

        if (RequestBody.Parse(body, StepJson.Default.StepList) is not { Steps.Count: <= StepList.MaxReportLength } report
            || !report.Steps.All(IsAcceptable))
        {
            await FunctionProblems.WriteAsync(call.Http, SecurityContextProblems.Malformed);
            return;
        }

        var entries = report.Steps.Select(step => new StepEntry(step.Step, step.At, step.Outcome, step.TraceId)).ToImmutableArray();
        if (await call.WaitAsync(call.Context.ReportStepsAsync(entries, CancellationToken.None), call.Limits.NegotiateWithin))
        {
            call.Http.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        await FunctionProblems.WriteAsync(call.Http, SecurityContextProblems.UnknownContext);
    }

    private static bool IsAcceptable(StepRecord? step) =>
        step is not null
        && KnownSteps.Find(step.Step) is { Component: StepComponents.ReverseProxy or StepComponents.DeviceApp or StepComponents.ClientSae }
        && StepOutcomes.IsValid(step.Outcome)
        && TraceParent.IsTraceId(step.TraceId);
}
