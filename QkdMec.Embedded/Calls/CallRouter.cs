using System.Reflection;
using Orleans.Runtime;
using QkdMec.Embedded.Activations;

namespace QkdMec.Embedded.Calls;

/// <summary>Brings calls to the silo that runs the grain, and answers back. What crosses silos is serialised.</summary>
internal sealed class CallRouter(GrainCluster cluster)
{
    private readonly CallFrames _frames = new(cluster.Model);

    /// <summary>Starts a call; what the caller gets is the method's task.</summary>
    public object Send(CallEndpoint source, GrainAddress address, MethodInfo interfaceMethod, object?[] arguments)
    {
        var method = cluster.Model.MethodOf(interfaceMethod);
        var pending = method.NewCall(source, $"{address}.{method.Name}");
        var call = new MethodCall(address, method, arguments, pending) { Context = RequestContext.WithTrace() };
        if (source.IsAlive)
        {
            source.Pending.Add(pending);
            if (method.TokenIndex >= 0)
                FollowToken(pending, (CancellationToken)arguments[method.TokenIndex]!);

            if (!pending.IsSettled)
                Dispatch(call, source);
        }
        else if (source.Silo is { HasStopped: true })
            pending.Settle(null, new OrleansException($"Silo {source.Name} has stopped."));

        return method.Returned(pending);
    }

    /// <summary>Sends a call on from where it is.</summary>
    public void Dispatch(MethodCall call, CallEndpoint from)
    {
        if (cluster.Directory.Locate(call.Address, from.Silo) is not { } target)
        {
            call.Pending.Settle(null, new OrleansMessageRejectionException($"No silo accepts {call.Address}."));
            return;
        }

        call.Target = target;
        if (ReferenceEquals(target, from.Silo))
        {
            call.Pending.Running = call;
            cluster.Driver.Deliver(from, target.Endpoint, call);
            return;
        }

        if (RequestFrame(call) is { } request)
        {
            SendFrame(from, target.Endpoint, ("request", call.Pending.Subject), request, frame =>
            {
                var arrived = _frames.ReadRequest(frame, call.Pending);
                (arrived.Target, call.Pending.Running) = (target, arrived);
                target.Receive(arrived);
            });
        }
    }

    /// <summary>Sends the answer of a call that ran, or could not.</summary>
    public void Return(MethodCall call, object? result, Exception? error)
    {
        var from = call.Target!.Endpoint;
        var to = call.Pending.Source;
        if (ReferenceEquals(from, to))
        {
            cluster.Driver.Deliver(from, to, call);
            return;
        }

        byte[] reply;
        try
        {
            reply = _frames.WriteReply(call.Method, result, error);
        }
        catch (OrleansException unserialisable)
        {
            reply = _frames.WriteReply(call.Method, null, unserialisable);
        }

        SendFrame(from, to, ("reply", call.Pending.Subject), reply, frame =>
        {
            var (value, failure) = _frames.ReadReply(call.Method, frame);
            call.Pending.Settle(value, failure);
        });
    }

    private byte[]? RequestFrame(MethodCall call)
    {
        try
        {
            return _frames.WriteRequest(call);
        }
        catch (OrleansException unserialisable)
        {
            call.Pending.Settle(null, unserialisable);
            return null;
        }
    }

    private void FollowToken(PendingCall pending, CancellationToken token)
    {
        pending.CancelTarget = () =>
        {
            if (pending.Running is { Target: { } target } running)
                cluster.Driver.Deliver(pending.Source, target.Endpoint, new FrameTransit("cancel", pending.Subject, running.Cancel));
        };
        if (token.CanBeCanceled)
        {
            pending.Registration = token.UnsafeRegister(
                static (state, cancelled) => ((PendingCall)state!).Abandon(new OperationCanceledException(cancelled)), pending);
        }
    }

    private void SendFrame(CallEndpoint from, CallEndpoint to, (string Kind, string Subject) what, byte[] frame, Action<byte[]> arrive)
    {
        cluster.Options.Tap?.OnFrame(from.Name, to.Name, frame);
        cluster.Driver.Deliver(from, to, new FrameTransit(what.Kind, what.Subject, () => arrive(frame)));
    }
}
