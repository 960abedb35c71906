using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using QkdMec.Grains.Identity;
using QkdMec.Grains.Steps;
using QkdMec.Protocols.Steps;

namespace QkdMec.Grains.AppContexts;

/// <summary>The steps of one creation; sent to the journal when the context is active.</summary>
internal sealed partial class ContextTrace(ContextId id, string traceId, StepRecorder steps, ILogger logger)
{
    private readonly ImmutableArray<StepEntry>.Builder entries = ImmutableArray.CreateBuilder<StepEntry>();

    /// <summary>The orchestrator is asked.</summary>
    public void PlacementRequested() => Note(KnownSteps.PlacementRequested, StepOutcomes.Ok);

    /// <summary>The application runs on the chosen host.</summary>
    public void Deployed() => Note(KnownSteps.ApplicationDeployed, StepOutcomes.Ok);

    /// <summary>The context is active.</summary>
    public void Created(IGrainFactory grains)
    {
        Note(KnownSteps.EndPointReturned, StepOutcomes.Ok);
        Note(KnownSteps.ContextCreated, StepOutcomes.Ok);
        steps.Send(grains, id, entries.DrainToImmutable());
    }

    /// <summary>The context is on another host.</summary>
    public void Moved(IGrainFactory grains, MoveAppContext command, HostId to)
    {
        LogMoved(id.Value, command.From.ToGrainKey(), to.ToGrainKey(), command.Reason);
        Note(KnownSteps.EndPointReturned, StepOutcomes.Ok);
        steps.Send(grains, id, entries.DrainToImmutable());
    }

    /// <summary>The context was refused.</summary>
    public void Refused(CreateStatus status, string reason) => LogRefused(id.Value, status, reason);

    /// <summary>The chosen host does not answer.</summary>
    public void HostSilent(HostId host, Exception fault) => LogHostSilent(host.ToGrainKey(), fault);

    private void Note(Step step, string outcome) => entries.Add(steps.Note(id, traceId, step, outcome));

    [LoggerMessage(Level = LogLevel.Information, Message = "Context {Context} was refused: {Status}, {Reason}")]
    private partial void LogRefused(string context, CreateStatus status, string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Context {Context} moved from {From} to {To}: {Reason}")]
    private partial void LogMoved(string context, string from, string to, MoveReason reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Host {Host} did not answer; trying another")]
    private partial void LogHostSilent(string host, Exception fault);
}
