using System.Collections.Immutable;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;
using QkdMec.Embedded.Activations;

namespace QkdMec.Embedded.Calls;

/// <summary>A call of a grain method at the silo that runs it; within a silo it also carries the answer back.</summary>
internal sealed class MethodCall(GrainAddress address, GrainMethod method, object?[] arguments, PendingCall pending)
    : GrainRequest, ITransit
{
    private readonly CancellationTokenSource? _cancellation = method.TokenIndex >= 0 ? new() : null;
    private GrainActivation? _activation;
    private bool _answered;
    private object? _result;
    private Exception? _error;

    public GrainAddress Address => address;

    public GrainMethod Method => method;

    public object?[] Arguments => arguments;

    public PendingCall Pending => pending;

    public ImmutableSortedDictionary<string, object>? Context { get; init; }

    /// <summary>The silo the call is on its way to, or at.</summary>
    public GrainSilo? Target { get; set; }

    public override bool Interleaves => method.AlwaysInterleaves;

    public override bool IsReadOnly => method.IsReadOnly;

    public override bool KeepsAlive => true;

    string ITransit.Kind => _answered ? "reply" : "request";

    string ITransit.Subject => pending.Subject;

    void ITransit.Arrive()
    {
        if (_answered)
            pending.Settle(_result, _error);
        else
            Target!.Receive(this);
    }

    public override void Refuse(Exception error) => Answer(null, error);

    public override void Redirect() => Target!.Cluster.Router.Dispatch(this, Target.Endpoint);

    /// <summary>The caller no longer waits: the grain sees it in its token, as a turn.</summary>
    public void Cancel()
    {
        if (_activation is { } activation)
            new Task(_cancellation!.Cancel).Start(activation.Scheduler);
        else
            _cancellation?.Cancel();
    }

    public override async Task RunAsync(GrainActivation activation)
    {
        _activation = activation;
        try
        {
            RequestContext.Current = Context;
            if (_cancellation is not null)
            {
                _cancellation.Token.ThrowIfCancellationRequested();
                arguments[method.TokenIndex] = _cancellation.Token;
            }

            var filtered = activation.Silo.Filters.Length > 0 ? new FilteredCall(activation, method, arguments) : null;
            var task = filtered?.Invoke() ?? method.Invoke(activation.Instance!, arguments);
            await task;
            Answer(filtered is null ? method.ResultOf(task) : filtered.Result, null);
        }
        catch (Exception error)
        {
            // The edge of the call: whatever the grain throws is the caller's answer.
            if (error is InconsistentStateException && activation.HasStaleState)
                activation.Deactivate(new(DeactivationReasonCode.ApplicationError, error.Message));
            Answer(null, error);
        }
    }

    private void Answer(object? result, Exception? error)
    {
        (_answered, _result, _error) = (true, result, error is null ? null : CallErrors.ForCaller(error));
        Target!.Cluster.Router.Return(this, _result, _error);
    }
}
