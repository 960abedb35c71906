using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using QkdMec.Functions.Runtime;
using QkdMec.Grains.Functions;
using QkdMec.Grains.Identity;

namespace QkdMec.Functions.Workers;

/// <summary>
/// The function runtime of a MEC host whose functions run in workers: the least busy worker is asked, and another one only when it is certain that nothing ran.
/// </summary>
public sealed partial class WorkerFunctions : IFunctionRuntime, IDisposable
{
    private readonly IFunctionRuntime known;
    private readonly ImmutableArray<WorkerLink> workers;
    private readonly FunctionRuntimeOptions limits;
    private readonly IActivationJournal journal;
    private readonly WorkerInstruments instruments;
    private readonly ILogger<WorkerFunctions> logger;
    private int turn;

    /// <summary>A runtime of these workers.</summary>
    /// <param name="workers">The links; they are disposed with this.</param>
    /// <param name="known">Which functions there are: the workers are of the same build.</param>
    /// <param name="limits">The host's limits; those of the workers hold besides.</param>
    /// <param name="journal">The host's journal.</param>
    /// <param name="instruments">What is counted.</param>
    /// <param name="logger">Where failures are told.</param>
    public WorkerFunctions(
        IEnumerable<WorkerLink> workers,
        IFunctionRuntime known,
        FunctionRuntimeOptions limits,
        IActivationJournal journal,
        WorkerInstruments instruments,
        ILogger<WorkerFunctions> logger)
    {
        this.workers = [.. workers];
        (this.known, this.limits, this.journal, this.instruments, this.logger) = (known, limits, journal, instruments, logger);
    }

    /// <inheritdoc/>
    public IReadOnlyList<FunctionDescription> Functions => known.Functions;

    /// <inheritdoc/>
    public FunctionDescription? Find(string name) => known.Find(name);

    /// <inheritdoc/>
    public async ValueTask<FunctionOutcome> InvokeAsync(FunctionInvocation invocation, CancellationToken cancellationToken)
    {
        if (!Names.IsValid(invocation.Function))
        {
            return FunctionOutcome.Refused(FunctionOutcomeKind.UnknownFunction, "this host has no function of that name");
        }

        var limit = Math.Min(limits.MaximumArgumentBytes, ActivationFrame.MaxArgumentBytes);
        if (invocation.ArgumentsUtf8Json.Length > limit)
        {
            return FunctionOutcome.Refused(
                FunctionOutcomeKind.ArgumentsTooLarge, $"the arguments have {invocation.ArgumentsUtf8Json.Length} bytes, more than the limit of {limit} bytes");
        }

        using var span = FunctionSpans.BeginForwarding(invocation);
        var outcome = await AskAsync(invocation, cancellationToken);
        if (outcome.Record is { } record)
        {
            journal.Add(record);
        }

        return outcome;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var worker in workers)
        {
            worker.Dispose();
        }
    }

    private async Task<FunctionOutcome> AskAsync(FunctionInvocation invocation, CancellationToken cancellationToken)
    {
        var areBusy = true;
        foreach (var worker in InOrder())
        {
            var (refusal, outcome) = await worker.RunAsync(invocation, cancellationToken);
            instruments.Forwarded(worker.Worker, refusal);
            if (outcome is not null)
            {
                return outcome;
            }

            if (refusal is WorkerRefusal.Lost or WorkerRefusal.Repeated)
            {
                LogLost(invocation.Function, invocation.Id, worker.Worker, refusal);
                return FunctionOutcome.Refused(FunctionOutcomeKind.OutcomeUnknown, "the worker went away while the function may have run");
            }

            LogNotTaken(invocation.Function, invocation.Id, worker.Worker, refusal);
            areBusy &= refusal == WorkerRefusal.Busy;
        }

        return areBusy
            ? FunctionOutcome.Refused(FunctionOutcomeKind.Busy, "every worker of this host runs as much as it takes")
            : FunctionOutcome.Refused(FunctionOutcomeKind.NotTaken, "no worker of this host can be reached");
    }

    /// <summary>Those that were there a moment ago first, then the least busy, then in turn.</summary>
    private IEnumerable<WorkerLink> InOrder()
    {
        var first = (int)((uint)Interlocked.Increment(ref turn) % (uint)workers.Length);
        return workers.Select((worker, index) => (worker, Place: (index - first + workers.Length) % workers.Length))
            .OrderBy(one => one.worker.IsAvoided).ThenBy(one => one.worker.Running).ThenBy(one => one.Place)
            .Select(one => one.worker).ToList();
    }

    [LoggerMessage(LogLevel.Warning, "Worker {Worker} did not take activation {Activation} of {Function}: {Refusal}")]
    private partial void LogNotTaken(string function, ActivationId activation, SaeId worker, WorkerRefusal refusal);

    [LoggerMessage(LogLevel.Warning, "Worker {Worker} did not answer to activation {Activation} of {Function}, which may have run: {Refusal}")]
    private partial void LogLost(string function, ActivationId activation, SaeId worker, WorkerRefusal refusal);
}
