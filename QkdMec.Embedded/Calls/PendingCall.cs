using QkdMec.Embedded.Activations;

namespace QkdMec.Embedded.Calls;

/// <summary>A call whose answer somebody awaits.</summary>
internal abstract class PendingCall(CallEndpoint source, string subject)
{
    private int _settled;
    private Exception? _error;
    private object? _result;

    public CallEndpoint Source => source;

    public string Subject => subject;

    /// <summary>The scheduler of the turn that called; null outside grains.</summary>
    public ActivationScheduler? Origin { get; } = ActivationScheduler.Running;

    public long ExpiresAt { get; set; }

    public LinkedListNode<PendingCall>? Node { get; set; }

    /// <summary>Stops listening to the caller's token.</summary>
    public CancellationTokenRegistration Registration { get; set; }

    /// <summary>The call at the silo that runs it, once it is there.</summary>
    public MethodCall? Running { get; set; }

    /// <summary>Tells the called grain that the caller no longer waits; null when its method takes no token.</summary>
    public Action? CancelTarget { get; set; }

    public bool IsSettled => Volatile.Read(ref _settled) != 0;

    public abstract Task Task { get; }

    /// <summary>Keeps the first outcome and hands it to the caller.</summary>
    public void Settle(object? result, Exception? error)
    {
        if (Interlocked.Exchange(ref _settled, 1) != 0)
            return;

        (_result, _error) = (result, error);
        source.Pending.Remove(this);
        Registration.Unregister();
        source.Cluster.Driver.Answer(this);
    }

    /// <summary>Ends waiting on the caller's side; the call may have run, or run later.</summary>
    public void Abandon(Exception error)
    {
        var cancel = IsSettled ? null : CancelTarget;
        Settle(null, error);
        cancel?.Invoke();
    }

    /// <summary>Completes the caller's task.</summary>
    public void Finish()
    {
        if (_error is null)
            SetResult(_result);
        else
            SetException(_error);
    }

    protected abstract void SetResult(object? result);

    protected abstract void SetException(Exception error);
}
