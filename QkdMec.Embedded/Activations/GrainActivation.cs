using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using QkdMec.Embedded.Calls;
using QkdMec.Embedded.Storage;
using QkdMec.Embedded.Timers;

namespace QkdMec.Embedded.Activations;

/// <summary>One object of a grain, its turns and the calls that wait for it.</summary>
internal sealed class GrainActivation : IGrainContext
{
    private readonly Lock _gate = new();
    private readonly RequestQueue _requests;
    private readonly List<GrainTimer> _timers = [];
    private readonly TaskCompletionSource _ended = new();
    private Phase _phase;
    private DeactivationReason? _end;
    private bool _wasUsed = true;
    private long _idleSince;

    public GrainActivation(GrainSilo silo, GrainClass grainClass, GrainAddress address)
    {
        (Silo, Class, Address, _requests) = (silo, grainClass, address, new RequestQueue(grainClass.IsReentrant));
        Scheduler = new ActivationScheduler(silo.Cluster.Driver, $"{silo.Name}:{address}", this);
    }

    private enum Phase { New, Activating, Active, Deactivating, Ended }

    /// <summary>The activation whose turn this thread runs.</summary>
    public static GrainActivation? Current => ActivationScheduler.Running?.Owner;

    public GrainSilo Silo { get; }

    public GrainClass Class { get; }

    public GrainAddress Address { get; }

    public ActivationScheduler Scheduler { get; }

    public List<ILoadedState> States { get; } = [];

    public IGrainBase? Instance { get; private set; }

    /// <summary>Set when a write met another version: the activation must not live on with what it has in memory.</summary>
    public bool HasStaleState { get; set; }

    public IServiceProvider ActivationServices => Silo.Services;

    /// <summary>Completes when the activation has ended.</summary>
    public Task Ended => _ended.Task;

    public static GrainActivation Of(IGrainContext? context) =>
        context as GrainActivation ?? throw new InvalidOperationException("The grain was not made by a host.");

    /// <exception cref="InvalidOperationException">This thread runs no turn of this activation.</exception>
    public void CheckTurn()
    {
        if (!ReferenceEquals(Current, this))
            throw new InvalidOperationException($"Only a turn of {Address} may do this.");
    }

    /// <summary>Keeps a request until it may run; false when the activation has ended.</summary>
    public bool Enqueue(GrainRequest request)
    {
        lock (_gate)
        {
            if (_phase is Phase.Ended)
                return false;
            _requests.Add(request);
        }

        Scheduler.QueuePump();
        return true;
    }

    /// <summary>Starts what may start. A turn.</summary>
    public void Pump()
    {
        while (Next() is { } request)
            _ = RunAsync(request);
        if (_phase is Phase.New)
        {
            _phase = Phase.Activating;
            _ = ActivateAsync();
        }
        else if (_phase is Phase.Active && _end is { } reason && _requests.Running == 0)
        {
            _phase = Phase.Deactivating;
            _ = DeactivateAsync(reason);
        }
    }

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        lock (_gate)
            _end ??= deactivationReason;
        Scheduler.QueuePump();
    }

    /// <summary>Ends the activation if nobody used it since <paramref name="age"/>.</summary>
    public void CollectIfIdle(long now, TimeSpan age)
    {
        bool isIdle;
        lock (_gate)
            isIdle = !_wasUsed && _requests.IsIdle;
        if (!isIdle)
            (_wasUsed, _idleSince) = (false, now);
        else if (Silo.Endpoint.Time.GetElapsedTime(_idleSince, now) >= age)
            Deactivate(new(DeactivationReasonCode.ActivationIdle, $"Nobody called for {age}."));
    }

    public IGrainTimer AddTimer(Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        CheckTurn();
        _timers.Add(new GrainTimer(this, callback, options));
        return _timers[^1];
    }

    public void Forget(GrainTimer timer) => _timers.Remove(timer);

    /// <summary>The silo crashed: no turn runs any more.</summary>
    public void Vanish()
    {
        Scheduler.Close();
        lock (_gate)
            _phase = Phase.Ended;

        _ended.TrySetResult();
    }

    private GrainRequest? Next()
    {
        lock (_gate)
            return _phase is Phase.Active ? _requests.Start(_end is not null) : null;
    }

    private async Task RunAsync(GrainRequest request)
    {
        _wasUsed |= request.KeepsAlive;
        await request.RunAsync(this);
        bool isMore;
        lock (_gate)
        {
            _requests.End(request);
            isMore = !_requests.IsEmpty || _end is not null;
        }

        if (isMore)
            Scheduler.QueuePump();
    }

    private async Task ActivateAsync()
    {
        try
        {
            Instance = Class.Create(this);
            foreach (var state in States)
                await state.ReadStateAsync(CancellationToken.None);
            await Instance.OnActivateAsync(CancellationToken.None);
            _phase = Phase.Active;
            Scheduler.QueuePump();
        }
        catch (Exception error)
        {
            // The edge of activation: whoever called gets the reason.
            Silo.Logger.LogWarning(error, "Grain {Grain} could not start.", Address);
            foreach (var waiting in End())
                waiting.Refuse(error);
        }
    }

    private async Task DeactivateAsync(DeactivationReason reason)
    {
        try
        {
            _timers.ToList().ForEach(timer => timer.Dispose());
            await Instance!.OnDeactivateAsync(reason, Silo.StopToken);
        }
        catch (Exception error)
        {
            // The activation ends whatever its last words are.
            Silo.Logger.LogWarning(error, "Grain {Grain} failed while it was deactivated.", Address);
        }

        foreach (var waiting in End())
            waiting.Redirect();
    }

    private IReadOnlyList<GrainRequest> End()
    {
        Silo.Remove(this);
        lock (_gate)
        {
            _phase = Phase.Ended;
            _ended.TrySetResult();
            return _requests.Drain();
        }
    }
}
