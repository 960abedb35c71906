namespace QkdMec.Tests.Unit.Functions;

/// <summary>A clock that moves when a test says so, and then fires what is due.</summary>
internal sealed class StoppedClock : TimeProvider
{
    public static readonly DateTimeOffset Epoch = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly List<StoppedTimer> timers = [];
    private TimeSpan elapsed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Epoch + elapsed;

    public override long GetTimestamp() => elapsed.Ticks;

    public void Advance(TimeSpan time)
    {
        elapsed += time;
        foreach (var timer in timers.Where(timer => timer.Due <= elapsed).ToArray())
        {
            timers.Remove(timer);
            timer.Fire();
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Assert.Equal(Timeout.InfiniteTimeSpan, period);
        var timer = new StoppedTimer(() => callback(state), elapsed + dueTime);
        timers.Add(timer);
        return timer;
    }

    private sealed class StoppedTimer(Action fire, TimeSpan due) : ITimer
    {
        private bool isDisposed;

        public TimeSpan Due { get; } = due;

        public void Fire()
        {
            if (!isDisposed)
            {
                fire();
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => !isDisposed;

        public void Dispose() => isDisposed = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
