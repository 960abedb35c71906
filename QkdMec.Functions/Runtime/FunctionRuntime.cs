using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QkdMec.Functions.Answers;
using QkdMec.Grains.Functions;

namespace QkdMec.Functions.Runtime;

/// <summary>Runs functions in this process within limits. Arguments and results are in clear here and nowhere else at the edge.</summary>
internal sealed partial class FunctionRuntime : IFunctionRuntime
{
    private readonly Dictionary<string, IFunction> functions;
    private readonly IActivationJournal journal;
    private readonly FunctionInstruments instruments;
    private readonly FunctionRuntimeOptions limits;
    private readonly TimeProvider time;
    private readonly ILogger<FunctionRuntime> logger;

    public FunctionRuntime(
        IEnumerable<IFunction> functions,
        IActivationJournal journal,
        FunctionInstruments instruments,
        IOptions<FunctionRuntimeOptions> options,
        TimeProvider time,
        ILogger<FunctionRuntime> logger)
    {
        this.functions = functions.ToDictionary(function => function.Description.Name, StringComparer.Ordinal);
        this.journal = journal;
        this.instruments = instruments;
        this.time = time;
        this.logger = logger;
        limits = options.Value;
        Functions = [.. this.functions.Values.Select(function => function.Description).OrderBy(each => each.Name, StringComparer.Ordinal)];
    }

    public IReadOnlyList<FunctionDescription> Functions { get; }

    public FunctionDescription? Find(string name) => functions.GetValueOrDefault(name)?.Description;

    public async ValueTask<FunctionOutcome> InvokeAsync(FunctionInvocation invocation, CancellationToken cancellationToken)
    {
        if (!functions.TryGetValue(invocation.Function, out var function))
        {
            return FunctionOutcome.Refused(FunctionOutcomeKind.UnknownFunction, "this host has no function of that name");
        }

        var arguments = invocation.ArgumentsUtf8Json;
        if (arguments.Length > limits.MaximumArgumentBytes)
        {
            return FunctionOutcome.Refused(
                FunctionOutcomeKind.ArgumentsTooLarge,
                $"the arguments have {arguments.Length} bytes, more than the limit of {limits.MaximumArgumentBytes} bytes");
        }

        using var span = FunctionSpans.Begin(invocation);
        var (start, begin) = (time.GetUtcNow(), time.GetTimestamp());
        var result = Bound(await RunAsync(function, arguments.ToArray(), cancellationToken));
        var record = Note(invocation, function.Description, result, (start, time.GetElapsedTime(begin)));
        span.Ended(record);
        return FunctionOutcome.Completed(result, record);
    }

    private ActivationRecord Note(
        in FunctionInvocation invocation, FunctionDescription function, FunctionResult result, (DateTimeOffset Start, TimeSpan Duration) run)
    {
        var record = new ActivationRecord
        {
            Id = invocation.Id,
            Function = function.Name,
            Version = function.Version,
            Start = run.Start,
            Duration = run.Duration,
            Status = result.Status,
            ArgumentBytes = invocation.ArgumentsUtf8Json.Length,
            ResultBytes = result.Utf8Json.Length,
        };
        journal.Add(record);
        instruments.ActivationEnded(record);
        LogEnded(record.Function, record.Id, record.Status, record.Duration.TotalMilliseconds);
        return record;
    }

    /// <summary>Runs the function on its own copy of the arguments, which is overwritten when the function has ended, however late.</summary>
    private async ValueTask<FunctionResult> RunAsync(IFunction function, byte[] arguments, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(limits.TimeLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var run = RunAndWipeAsync(function, arguments, either.Token);
        if (run.IsCompletedSuccessfully)
        {
            return run.Result;
        }

        var task = run.AsTask();
        try
        {
            return await task.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            // The function may end later; nobody is left to read what it answers then.
            _ = WipeLateResultAsync(task);
            cancellationToken.ThrowIfCancellationRequested();
            LogOverran(function.Description.Name, limits.TimeLimit.TotalMilliseconds);
            return AnswerWriter.Fail(
                FunctionStatus.DeveloperError,
                $"the function exceeded its time limit of {limits.TimeLimit.TotalMilliseconds:0} milliseconds");
        }
    }

    private async ValueTask<FunctionResult> RunAndWipeAsync(IFunction function, byte[] arguments, CancellationToken cancellationToken)
    {
        try
        {
            return await function.InvokeAsync(arguments, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // A function is foreign code and may throw anything. Its message may repeat the arguments: only the type is told.
            LogThrew(function.Description.Name, exception.GetType().Name);
            return AnswerWriter.Fail(FunctionStatus.DeveloperError, "the function failed");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(arguments);
        }
    }

    private static async Task WipeLateResultAsync(Task<FunctionResult> late)
    {
        try
        {
            (await late).Dispose();
        }
        catch (OperationCanceledException)
        {
            // It stopped as it was asked to.
        }
    }

    private FunctionResult Bound(FunctionResult result)
    {
        var size = result.Utf8Json.Length;
        if (size <= limits.MaximumResultBytes)
        {
            return result;
        }

        result.Dispose();
        return AnswerWriter.Fail(
            FunctionStatus.DeveloperError,
            $"the result has {size} bytes, more than the limit of {limits.MaximumResultBytes} bytes");
    }
}
