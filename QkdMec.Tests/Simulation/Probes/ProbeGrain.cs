namespace QkdMec.Tests.Simulation.Probes;

internal sealed class ProbeGrain(TimeProvider time, ProbeNotes notes) : Grain, IProbeGrain
{
    private int _last;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        notes.Activated();
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        notes.Deactivated();
        return Task.CompletedTask;
    }

    public Task<int> NextAsync() => Task.FromResult(++_last);

    public Task LeaveTheThreadAsync()
    {
        var elsewhere = new TaskCompletionSource();
        var continued = ContinueAfterAsync(elsewhere.Task);
        var thread = new Thread(elsewhere.SetResult);
        thread.Start();
        thread.Join();
        return continued;
    }

    public Task WaitForEverAsync() => new TaskCompletionSource().Task;

    public async Task WaitAsync(TimeSpan duration)
    {
        await Task.Delay(duration, time);
        notes.Waited();
    }

    public Task<DateTimeOffset> ClockAsync() => Task.FromResult(time.GetUtcNow());

    private async Task ContinueAfterAsync(Task task)
    {
        await task;
        notes.Waited();
    }
}
