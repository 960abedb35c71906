namespace QkdMec.Silo.Hosting;

/// <summary>
/// Repeats a gateway's call that a silo refused to take, as one does that is going down. A rejected message was never given to a grain, so even a call that
/// must run once may be sent again. One whose silo died meanwhile may have run: it ends in another exception and is not repeated.
/// </summary>
internal sealed class RefusedCallRetry(TimeProvider time) : IOutgoingGrainCallFilter
{
    // In all well below the time in which a gateway answers.
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(400), TimeSpan.FromSeconds(1)];

    /// <inheritdoc/>
    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        await context.Invoke();
        foreach (var pause in Pauses)
        {
            // A grain that calls has a turn to end; it decides itself what to do about a refusal.
            if (context.SourceContext?.GrainId.IsClient() == false || !IsRejected(context.Response?.Exception))
            {
                return;
            }

            await Task.Delay(pause, time);
            await context.Invoke();
        }
    }

    // Not what derives from it: that the silo became unavailable is said of calls under way too.
    private static bool IsRejected(Exception? fault) => fault?.GetType() == typeof(OrleansMessageRejectionException);
}
