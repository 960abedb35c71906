using System.Collections.Immutable;
using QkdMec.Grains.Functions;
using QkdMec.Grains.Identity;
using QkdMec.Grains.Steps;
using QkdMec.Protocols.Steps;

namespace QkdMec.Grains.SecurityContexts;

/// <summary>The steps of one invocation on the host, sent to the journal together.</summary>
internal sealed class InvocationTrace(StepRecorder steps, ContextId context, string traceId, bool isSampled)
{
    private readonly ImmutableArray<StepEntry>.Builder entries = ImmutableArray.CreateBuilder<StepEntry>();

    /// <summary>The arguments are decrypted. That a key was confirmed is always recorded.</summary>
    public void Opened(bool confirmedKey)
    {
        if (confirmedKey)
        {
            entries.Add(steps.Note(context, traceId, KnownSteps.KeyConfirmed, StepOutcomes.Ok));
        }

        Add(KnownSteps.ArgumentsDecrypted, StepOutcomes.Ok);
    }

    /// <summary>The function ended; its result goes back sealed. How it ended is inside the result, not here.</summary>
    public void Ran(FunctionOutcome outcome)
    {
        Add(KnownSteps.FunctionRan, outcome.Kind == FunctionOutcomeKind.Completed ? StepOutcomes.Ok : StepOutcomes.Failed);
        Add(KnownSteps.ResultReturned, StepOutcomes.Ok);
    }

    /// <summary>Sends what there is.</summary>
    public void Send(IGrainFactory grains) => steps.Send(grains, context, entries.ToImmutable());

    private void Add(Step step, string outcome)
    {
        if (isSampled)
        {
            entries.Add(steps.Note(context, traceId, step, outcome));
        }
    }
}
