namespace QkdMec.Tests.Processes.Crashes;

/// <summary>Counts the answers of one life, and tells when something is due. Safe for several threads.</summary>
/// <param name="counts">Where every answer of the run is counted.</param>
/// <param name="plan">With which answers something is due.</param>
internal sealed class AnswerCounter(CrashCounts counts, RoundPlan plan)
{
    private readonly TaskCompletionSource copyDue = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource killDue = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<long> firstKey = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int answers;

    /// <summary>Completes with the answer at which the databases are to be copied.</summary>
    public Task CopyDue => copyDue.Task;

    /// <summary>Completes with the answer at which the product is to be killed.</summary>
    public Task KillDue => killDue.Task;

    /// <summary>Completes with the time of the first key of this life.</summary>
    public Task<long> FirstKey => firstKey.Task;

    /// <summary>Keys came.</summary>
    public void KeysCame(long at) => firstKey.TrySetResult(at);

    /// <summary>Counts an answer. From the first key on, so that every life that is loaded tells how long it took to come to it.</summary>
    public void Add(SaeAnswer answer)
    {
        if (answer.IsUnsent)
        {
            return;
        }

        counts.Add(answer.Status);
        var number = answer.Status is null || !FirstKey.IsCompleted ? 0 : Interlocked.Increment(ref answers);
        if (number == plan.AnswersBeforeCopy)
        {
            copyDue.TrySetResult();
        }

        if (number > 0 && number == plan.AnswersBeforeKill)
        {
            killDue.TrySetResult();
        }
    }
}
