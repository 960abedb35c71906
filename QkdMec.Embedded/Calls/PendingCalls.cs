namespace QkdMec.Embedded.Calls;

/// <summary>The calls an endpoint waits for, oldest first, and the one timer that ends those without an answer.</summary>
internal sealed class PendingCalls : IDisposable
{
    private readonly LinkedList<PendingCall> _calls = new();
    private readonly TimeProvider _time;
    private readonly TimeSpan _timeout;
    private readonly ITimer _timer;
    private bool _armed;
    private bool _disposed;

    public PendingCalls(TimeProvider time, TimeSpan timeout)
    {
        (_time, _timeout) = (time, timeout);
        using (ExecutionContext.SuppressFlow())
            _timer = time.CreateTimer(static state => ((PendingCalls)state!).Expire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Add(PendingCall call)
    {
        lock (_calls)
        {
            call.ExpiresAt = _time.GetTimestamp() + (long)(_timeout.TotalSeconds * _time.TimestampFrequency);
            call.Node = _calls.AddLast(call);
            Arm(_timeout);
        }
    }

    public void Remove(PendingCall call)
    {
        lock (_calls)
        {
            if (call.Node is { List: not null } node)
                _calls.Remove(node);
        }
    }

    /// <summary>What waits, for the report of a run that hangs.</summary>
    public IReadOnlyList<string> Describe()
    {
        lock (_calls)
            return [.. _calls.Select(call => call.Subject)];
    }

    /// <summary>Fails every call: its endpoint stops.</summary>
    public void AbandonAll(Exception error)
    {
        List<PendingCall> all;
        lock (_calls)
            all = [.. _calls];
        all.ForEach(call => call.Abandon(error));
    }

    public void Dispose()
    {
        lock (_calls)
        {
            _disposed = true;
            _calls.Clear();
        }

        _timer.Dispose();
    }

    private void Arm(TimeSpan wait)
    {
        if (!_armed && !_disposed)
        {
            _armed = true;
            _timer.Change(wait, Timeout.InfiniteTimeSpan);
        }
    }

    private void Expire()
    {
        List<PendingCall> expired = [];
        lock (_calls)
        {
            _armed = false;
            var now = _time.GetTimestamp();
            while (_calls.First is { } first && first.Value.ExpiresAt <= now)
            {
                _calls.RemoveFirst();
                expired.Add(first.Value);
            }

            if (_calls.First is { } next)
                Arm(TimeSpan.FromSeconds((next.Value.ExpiresAt - now) / (double)_time.TimestampFrequency) + TimeSpan.FromMilliseconds(1));
        }

        foreach (var call in expired)
            call.Abandon(new TimeoutException($"No answer to {call.Subject} within {_timeout}. The call may have run, or may run later."));
    }
}
