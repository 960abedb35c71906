using QkdMec.Embedded.Calls;

namespace QkdMec.Embedded.Simulation;

/// <summary>Virtual time as one silo, client or the world sees it. What a crashed silo waited for never comes.</summary>
internal sealed class SimulatedClock(SimulationDriver driver, CallEndpoint? endpoint) : TimeProvider
{
    public static readonly DateTimeOffset Epoch = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => Epoch + driver.Now + driver.OffsetOf(endpoint?.Name);

    public override long GetTimestamp() => driver.Now.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SimulatedTimer(this, () => callback(state), state is PendingCalls);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class SimulatedTimer(SimulatedClock clock, Action callback, bool isTimeout) : ITimer
    {
        private readonly SimulationDriver _driver = clock.Driver;
        private int _version;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var version = ++_version;
            if (dueTime != Timeout.InfiniteTimeSpan)
                _driver.At(dueTime, () => Fire(version, period));
            return true;
        }

        public void Dispose() => _version++;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }

        private void Fire(int version, TimeSpan period)
        {
            if (version != _version || clock.Endpoint is { IsAlive: false })
                return;
            if (period != Timeout.InfiniteTimeSpan && period > TimeSpan.Zero)
                Change(period, period);
            var silo = isTimeout ? null : clock.Endpoint?.Silo;
            _driver.Note("due", clock.Endpoint?.Name ?? "world");
            if (silo is not null && _driver.CrashPoint(FaultKind.CrashBeforeTimer, silo))
                return;
            _driver.World.Invoke(callback);
            if (silo is not null)
                _driver.CrashAfterTurnOf(silo);
        }
    }

    private SimulationDriver Driver => driver;

    private CallEndpoint? Endpoint => endpoint;
}
