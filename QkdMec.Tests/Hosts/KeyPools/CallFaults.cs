using System.Collections.Concurrent;

namespace QkdMec.Tests.Hosts.KeyPools;

/// <summary>Loses requests or replies of calls to a site, by the name of the method.</summary>
internal sealed class CallFaults : IIncomingGrainCallFilter
{
    private readonly ConcurrentDictionary<string, bool> lost = new();

    public void LoseRequests(string method) => lost[method] = false;

    public void LoseReplies(string method) => lost[method] = true;

    public void Heal() => lost.Clear();

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

        throw new OrleansException("the message was lost");
    }
}
