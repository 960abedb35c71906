using System.Collections.Concurrent;

namespace QkdMec.Tests.Hosts.KeyPools;

/// <summary>Loses requests or replies of calls to a site, by the name of the method.</summary>
internal sealed class CallFaults : IIncomingGrainCallFilter
{
    private readonly ConcurrentDictionary<string, bool> lost = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> losses = new();

    public void LoseRequests(string method) => lost[method] = false;

    public void LoseReplies(string method) => lost[method] = true;

    public void Heal() => lost.Clear();

    /// <summary>Lets calls through again once one of a method was lost: one that is on its way is not to pass.</summary>
    public async Task HealAfterLossAsync(string method)
    {
        await LossOf(method).Task;
        Heal();
    }

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (!lost.TryGetValue(context.InterfaceMethod.Name, out var afterRunning))
        {
            await context.Invoke();
            return;
        }

        if (afterRunning)
        {
            await context.Invoke();
        }

        LossOf(context.InterfaceMethod.Name).TrySetResult();
        throw new OrleansException("the message was lost");
    }

    private TaskCompletionSource LossOf(string method) =>
        losses.GetOrAdd(method, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
