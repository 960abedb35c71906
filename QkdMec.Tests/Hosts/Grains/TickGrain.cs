namespace QkdMec.Tests.Hosts.Grains;

internal sealed class TickGrain : Grain, ITickGrain
{
    private readonly TaskCompletionSource _letGo = new();
    private readonly List<(int Ticks, TaskCompletionSource<int> Reached)> _waits = [];
    private IGrainTimer? _timer;
    private int _ticks;

    public Task StartAsync(TimeSpan period, bool interleave)
    {
        _timer = this.RegisterGrainTimer(
            (self, _) => self.TickAsync(),
            this,
            new GrainTimerCreationOptions { DueTime = TimeSpan.Zero, Period = period, Interleave = interleave, KeepAlive = true });
        return Task.CompletedTask;
    }

    public Task<int> WaitForTicksAsync(int ticks)
    {
        var reached = new TaskCompletionSource<int>();
        _waits.Add((ticks, reached));
        Signal();
        return reached.Task;
    }

    public async Task<int> HoldAsync()
    {
        var before = _ticks;
        await _letGo.Task;
        return _ticks - before;
    }

    public Task LetGoAsync()
    {
        _letGo.TrySetResult();
        return Task.CompletedTask;
    }

    public Task<int> StopAsync()
    {
        _timer!.Dispose();
        return Task.FromResult(_ticks);
    }

    public Task<int> TicksAsync() => Task.FromResult(_ticks);

    public Task FireOnceAsync()
    {
        _timer!.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        return Task.CompletedTask;
    }

    private async Task TickAsync()
    {
        await Task.Yield();
        _ticks++;
        Signal();
        if (_ticks == 1)
        {
            throw new InvalidOperationException("The first tick fails; the timer goes on.");
        }
    }

    private void Signal()
    {
        foreach (var (_, reached) in _waits.Where(wait => wait.Ticks <= _ticks))
        {
            reached.TrySetResult(_ticks);
        }
    }
}
