using QkdMec.Embedded.Activations;
using QkdMec.Embedded.Calls;
using QkdMec.Embedded.Storage;

namespace QkdMec.Embedded.Simulation;

/// <summary>One thread, virtual time, seeded choices: which turn runs next, when a message arrives, where a grain is placed.</summary>
internal sealed class SimulationDriver : GrainHostDriver
{
    private static readonly TimeSpan LocalDelay = TimeSpan.FromMicroseconds(50);
    private static readonly TimeSpan NetworkDelay = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan LongDelay = TimeSpan.FromSeconds(1);

    private readonly PriorityQueue<Action, (long Ticks, long Number)> _events = new();
    private readonly List<ActivationScheduler> _ready = [];
    private readonly Dictionary<string, TimeSpan> _offsets = [];
    private readonly HashSet<(string, string)> _cuts = [];
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private readonly TimeSpan _responseTimeout;
    private GrainSilo? _crashNext;
    private long _number;

    public SimulationDriver(ulong seed, TimeSpan responseTimeout)
    {
        var random = new SeededRandom(seed);
        (Faults, Random, _responseTimeout) = (new FaultPlan(random.Fork()), random.Fork(), responseTimeout);
        World = new ActivationScheduler(this, "world", null);
        Clock = new SimulatedClock(this, null);
    }

    public FaultPlan Faults { get; }

    public SeededRandom Random { get; }

    public SimulationTrace Trace { get; } = new();

    public ActivationScheduler World { get; }

    public TimeProvider Clock { get; }

    public TimeSpan Now { get; private set; }

    public long Turns { get; private set; }

    public int MessagesUnderWay { get; private set; }

    /// <summary>The first scheduler that another thread queued a turn on.</summary>
    public string? Foreign { get; private set; }

    /// <summary>Crashes a silo; set by the simulation, which restarts it.</summary>
    public Action<GrainSilo> Crash { get; set; } = _ => { };

    public TimeSpan? NextEvent => _events.TryPeek(out _, out var when) ? TimeSpan.FromTicks(when.Ticks) : null;

    public bool HasTurns => _ready.Count > 0;

    public void At(TimeSpan delay, Action act)
    {
        if (Environment.CurrentManagedThreadId != _thread)
            Foreign = "the events to come";
        else
            _events.Enqueue(act, ((Now + delay).Ticks, _number++));
    }

    public TimeSpan OffsetOf(string? name) => name is null ? default : _offsets.GetValueOrDefault(name);

    public void JumpClock(string name, TimeSpan by) => _offsets[name] = OffsetOf(name) + by;

    public void Cut(string one, string other, bool isCut)
    {
        var pair = string.CompareOrdinal(one, other) < 0 ? (one, other) : (other, one);
        _ = isCut ? _cuts.Add(pair) : _cuts.Remove(pair);
    }

    /// <summary>Ends what is under way of faults: cuts, and a crash that waits for a turn.</summary>
    public void Mend()
    {
        _cuts.Clear();
        _crashNext = null;
    }

    public void AdvanceTo(TimeSpan time) => Now = time;

    /// <summary>Runs one turn or, when none waits, what happens next; false when nothing ever will.</summary>
    public bool Step()
    {
        if (_ready.Count > 0)
        {
            var index = Random.Below(_ready.Count);
            var scheduler = _ready[index];
            _ready[index] = _ready[^1];
            _ready.RemoveAt(_ready.Count - 1);
            RunTurn(scheduler);
            return true;
        }

        if (!_events.TryDequeue(out var act, out var when))
            return false;
        Now = TimeSpan.FromTicks(when.Ticks);
        act();
        return true;
    }

    public override void Schedule(ActivationScheduler scheduler) => _ready.Add(scheduler);

    public override bool AdmitsTurn(ActivationScheduler scheduler)
    {
        var isOwn = Environment.CurrentManagedThreadId == _thread;
        Foreign ??= isOwn ? null : scheduler.Name;
        return isOwn;
    }

    public override void Deliver(CallEndpoint from, CallEndpoint to, ITransit message)
    {
        if (message.Kind == "request" && from.Silo is { } caller && CrashPoint(FaultKind.CrashBeforeCall, caller) || !from.IsAlive)
            return;
        var isLocal = ReferenceEquals(from, to);
        if (!isLocal && Faults.Strikes(FaultKind.MessageLost))
            return;
        var delay = Random.Between(TimeSpan.Zero, isLocal ? LocalDelay : NetworkDelay);
        if (!isLocal && Faults.Strikes(FaultKind.MessageDelayed))
            delay += Random.Between(NetworkDelay, LongDelay);
        else if (!isLocal && Faults.Strikes(FaultKind.MessageLate))
            delay += Random.Between(_responseTimeout, _responseTimeout * 2);
        MessagesUnderWay++;
        At(delay, () => Arrive(from, to, message));
    }

    public override GrainSilo Place(GrainAddress address, GrainSilo? caller, IReadOnlyList<GrainSilo> accepting) =>
        accepting[Random.Below(accepting.Count)];

    public override void Answer(PendingCall call) => new Task(call.Finish).Start(call.Origin ?? World);

    public override TimeProvider ClockOf(CallEndpoint? endpoint, TimeProvider given) =>
        endpoint is null ? Clock : new SimulatedClock(this, endpoint);

    public override IGrainStateStore StoreOf(GrainSilo silo, IGrainStateStore store) => new SimulatedStore(this, silo, store);

    public override void Note(string kind, string subject, string detail = "") => Trace.Add(Now, kind, subject, detail);

    /// <summary>Whether the silo crashes here.</summary>
    public bool CrashPoint(FaultKind kind, GrainSilo silo)
    {
        if (!silo.IsAlive || !Faults.Strikes(kind))
            return false;
        Note(kind.ToString(), silo.Name);
        Crash(silo);
        return true;
    }

    /// <summary>Crashes the silo after its next turn, if the plan says so.</summary>
    public void CrashAfterTurnOf(GrainSilo silo)
    {
        if (_crashNext is null && silo.IsAlive && Faults.Strikes(FaultKind.CrashAfterTimer))
            _crashNext = silo;
    }

    private void RunTurn(ActivationScheduler scheduler)
    {
        Note("turn", scheduler.Name);
        Turns++;
        if (scheduler.RunOne())
            _ready.Add(scheduler);
        if (_crashNext is { } silo && ReferenceEquals(scheduler.Owner?.Silo, silo))
        {
            _crashNext = null;
            Note(nameof(FaultKind.CrashAfterTimer), silo.Name);
            Crash(silo);
        }
    }

    private void Arrive(CallEndpoint from, CallEndpoint to, ITransit message)
    {
        MessagesUnderWay--;
        var pair = string.CompareOrdinal(from.Name, to.Name) < 0 ? (from.Name, to.Name) : (to.Name, from.Name);
        if (!to.IsAlive || _cuts.Contains(pair))
            return;
        if (message.Kind == "reply" && to.Silo is { } silo && CrashPoint(FaultKind.CrashAfterCall, silo))
            return;
        Note(message.Kind, message.Subject, $"{from.Name}>{to.Name}");
        message.Arrive();
    }
}
