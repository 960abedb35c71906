using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using QkdMec.Embedded.Activations;
using QkdMec.Embedded.Calls;

namespace QkdMec.Embedded.Timers;

/// <summary>A timer of an activation. Each tick waits its turn like a call; the period counts from the end of a tick.</summary>
internal sealed class GrainTimer : GrainRequest, IGrainTimer
{
    private readonly GrainActivation _activation;
    private readonly Func<CancellationToken, Task> _callback;
    private readonly GrainTimerCreationOptions _options;
    private readonly CancellationTokenSource _disposed = new();
    private readonly ITimer _timer;
    private TimeSpan _period;
    private bool _changedWhileRunning;

    public GrainTimer(GrainActivation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        (_activation, _callback, _options, _period) = (activation, callback, options, options.Period);
        using (ExecutionContext.SuppressFlow())
        {
            _timer = activation.Silo.Endpoint.Time.CreateTimer(
                static state => ((GrainTimer)state!).OnDue(), this, options.DueTime, Timeout.InfiniteTimeSpan);
        }
    }

    public override bool Interleaves => _options.Interleave;

    public override bool IsReadOnly => false;

    public override bool KeepsAlive => _options.KeepAlive;

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        (_period, _changedWhileRunning) = (period, true);
        _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        _activation.Forget(this);
        _timer.Dispose();
        _disposed.Cancel();
    }

    public override async Task RunAsync(GrainActivation activation)
    {
        if (_disposed.IsCancellationRequested)
            return;

        _changedWhileRunning = false;
        try
        {
            RequestContext.Current = null;
            await _callback(_disposed.Token);
        }
        catch (Exception error)
        {
            // A tick that fails must not end the timer: the next one may succeed.
            activation.Silo.Logger.LogWarning(error, "A timer of {Grain} failed.", activation.Address);
        }

        if (!_changedWhileRunning && !_disposed.IsCancellationRequested)
            _timer.Change(_period, Timeout.InfiniteTimeSpan);
    }

    public override void Refuse(Exception error) => Dispose();

    public override void Redirect() => Dispose();

    private void OnDue() => _activation.Enqueue(this);
}
