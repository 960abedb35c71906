using QkdMec.Embedded.Calls;

namespace QkdMec.Embedded.Activations;

/// <summary>The product: turns on the thread pool, messages at once, grains beside their first caller.</summary>
internal sealed class ThreadPoolDriver : GrainHostDriver
{
    private int _next;

    public override void Schedule(ActivationScheduler scheduler) =>
        ThreadPool.UnsafeQueueUserWorkItem(scheduler, preferLocal: true);

    public override void Deliver(CallEndpoint from, CallEndpoint to, ITransit message)
    {
        if (from.IsAlive && to.IsAlive)
            message.Arrive();
    }

    public override GrainSilo Place(GrainAddress address, GrainSilo? caller, IReadOnlyList<GrainSilo> accepting) =>
        caller is not null && accepting.Contains(caller)
            ? caller
            : accepting[(int)((uint)Interlocked.Increment(ref _next) % accepting.Count)];
}
