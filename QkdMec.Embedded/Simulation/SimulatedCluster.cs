using Orleans;
using QkdMec.Embedded.Activations;
using QkdMec.Embedded.Calls;

namespace QkdMec.Embedded.Simulation;

/// <summary>
/// A cluster of virtual silos on one thread in virtual time, with faults drawn from a seed. A world adds silos and clients, sets
/// <see cref="Faults"/>, runs its operations, then heals everything and checks. Use it on the thread that made it.
/// </summary>
public sealed class SimulatedCluster : IDisposable
{
    private static readonly TimeSpan ShortOutage = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongOutage = TimeSpan.FromSeconds(15);

    private readonly SimulationOptions _options;
    private readonly SimulationDriver _driver;
    private readonly GrainCluster _cluster;
    private readonly List<SiloDefinition> _definitions = [];
    private readonly List<CallEndpoint> _clients = [];
    private readonly List<GrainSilo> _undead = [];

    /// <summary>Makes a simulation without silos.</summary>
    /// <exception cref="Orleans.Runtime.OrleansConfigurationException">A grain or message breaks a rule of the programming model.</exception>
    public SimulatedCluster(SimulationOptions options)
    {
        _options = options;
        _driver = new SimulationDriver(options.Seed, options.Cluster.ResponseTimeout) { Crash = Crash };
        _cluster = new GrainCluster(options.Cluster, _driver);
        Random = _driver.Random.Fork();
        _driver.At(TimeSpan.Zero, ScheduleSiloFault);
    }

    /// <summary>Which faults strike; none until the world sets some.</summary>
    public FaultPlan Faults => _driver.Faults;

    /// <summary>Chance for the world: operations, keys, entropy of grains.</summary>
    public SeededRandom Random { get; }

    /// <summary>Virtual time, as the world sees it.</summary>
    public TimeProvider Clock => _driver.Clock;

    /// <summary>Virtual time since the start.</summary>
    public TimeSpan Elapsed => _driver.Now;

    /// <summary>What happened so far.</summary>
    public SimulationTrace Trace => _driver.Trace;

    /// <summary>The silos that run and are taken for alive.</summary>
    public IReadOnlyList<GrainSilo> Silos => _cluster.Silos;

    /// <summary>Starts a silo; after a crash it starts again from the same definition, with services made anew.</summary>
    public GrainSilo AddSilo(SiloDefinition definition)
    {
        _definitions.Add(definition);
        return _cluster.StartSilo(definition);
    }

    /// <summary>References whose calls start outside all silos and travel like calls between silos.</summary>
    public IGrainFactory AddClient(string name)
    {
        _clients.Add(new CallEndpoint(_cluster, name, null));
        return new EndpointGrainFactory(_clients[^1]);
    }

    /// <summary>Runs until the work has ended; its error is thrown here.</summary>
    public void Run(Func<Task> work) => WithoutContext(() =>
    {
        var task = Start(work);
        while (!task.IsCompleted)
            Step();
        task.GetAwaiter().GetResult();
    });

    /// <summary>Starts work beside whatever else runs.</summary>
    public Task Start(Func<Task> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.None, _driver.World).Unwrap();

    /// <summary>Runs for a virtual time.</summary>
    public void RunFor(TimeSpan duration) => WithoutContext(() =>
    {
        var end = _driver.Now + duration;
        while (_driver.HasTurns || _driver.NextEvent <= end)
            Step();
        _driver.AdvanceTo(end);
    });

    /// <summary>Runs until no turn waits, no message is under way and nobody awaits an answer; timers may still be due.</summary>
    public void RunUntilQuiescent() => WithoutContext(() =>
    {
        while (_driver.HasTurns || _driver.MessagesUnderWay > 0 || Waiting().Any())
            Step();
    });

    /// <summary>Runs an action of the world after a virtual time.</summary>
    public void At(TimeSpan delay, Action act) => _driver.At(delay, act);

    /// <summary>Notes an event of the world in the trace.</summary>
    public void Note(string kind, string subject, string detail = "") => _driver.Note(kind, subject, detail);

    /// <summary>Crashes a silo at once; it restarts after a while.</summary>
    public void CrashSilo(string name) => Crash(Find(name));

    /// <summary>Declares a silo dead and starts its successor; the old one runs on for a virtual time.</summary>
    public void DeclareDead(string name, TimeSpan runsOnFor)
    {
        var silo = Find(name);
        _driver.Note(nameof(FaultKind.DeclaredDead), name);
        _cluster.Unlist(silo);
        _undead.Add(silo);
        _driver.At(runsOnFor, () => Bury(silo));
        _cluster.StartSilo(silo.Definition);
    }

    /// <summary>Cuts two silos or clients off each other for a virtual time.</summary>
    public void Partition(string one, string other, TimeSpan duration)
    {
        _driver.Note(nameof(FaultKind.Partition), one, other);
        _driver.Cut(one, other, isCut: true);
        _driver.At(duration, () => _driver.Cut(one, other, isCut: false));
    }

    /// <summary>Sets the wall clock of a silo forward or back; timers keep their pace.</summary>
    public void JumpClock(string name, TimeSpan by)
    {
        _driver.Note(nameof(FaultKind.ClockJump), name, by.ToString());
        _driver.JumpClock(name, by);
    }

    /// <summary>Ends all faults: none strikes any more, cuts are mended, what was declared dead is, and all silos run.</summary>
    public void Heal()
    {
        _driver.Note("heal", "world");
        Faults.IsOn = false;
        foreach (var one in _definitions)
        {
            foreach (var other in _definitions.Select(definition => definition.Name).Concat(_clients.Select(client => client.Name)))
                _driver.Cut(one.Name, other, isCut: false);
        }

        foreach (var silo in _undead.ToArray())
            Bury(silo);
        foreach (var definition in _definitions)
            Restart(definition);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var silo in _cluster.Silos.Concat(_undead))
            silo.Crash();
    }

    private IEnumerable<string> Waiting() => _cluster.Silos.Concat(_undead).Select(silo => silo.Endpoint).Concat(_clients)
        .SelectMany(endpoint => endpoint.Pending.Describe().Select(call => $"{endpoint.Name} awaits {call}"));

    private GrainSilo Find(string name) => _cluster.Silos.Single(silo => silo.Name == name);

    private void Crash(GrainSilo silo)
    {
        _driver.Note(nameof(FaultKind.Crash), silo.Name);
        _cluster.KillSilo(silo);
        if (!_undead.Remove(silo))
            _driver.At(_driver.Random.Between(ShortOutage, LongOutage), () => Restart(silo.Definition));
    }

    private void Bury(GrainSilo silo)
    {
        if (_undead.Remove(silo))
            silo.Crash();
    }

    private void Restart(SiloDefinition definition)
    {
        if (_cluster.Silos.Any(silo => silo.Name == definition.Name))
            return;
        _driver.Note("start", definition.Name);
        _cluster.StartSilo(definition);
    }

    private void ScheduleSiloFault()
    {
        _driver.At(_driver.Random.Between(TimeSpan.Zero, Faults.SiloFaultPeriod * 2), ScheduleSiloFault);
        if (_cluster.Silos.Count > 0 && _driver.Now > TimeSpan.Zero)
            Faults.StrikeOne(Strike);
    }

    private void Strike(FaultKind kind)
    {
        var name = _cluster.Silos[_driver.Random.Below(_cluster.Silos.Count)].Name;
        var duration = _driver.Random.Between(ShortOutage, LongOutage);
        if (kind == FaultKind.Crash)
            CrashSilo(name);
        else if (kind == FaultKind.DeclaredDead)
            DeclareDead(name, duration);
        else if (kind == FaultKind.ClockJump)
            JumpClock(name, duration * (_driver.Random.Below(200) - 100));
        else
            Partition(name, _definitions[_driver.Random.Below(_definitions.Count)].Name, duration);
    }

    private void Step()
    {
        if (!_driver.Step())
            throw Failed("nothing will ever happen again");
        if (_driver.Foreign is { } foreign)
            throw Failed($"a foreign thread queued a turn on {foreign}");
        if (_driver.Turns > _options.MostTurns || _driver.Now > _options.LongestTime)
            throw Failed($"{_driver.Turns} turns in {_driver.Now} are too many");
    }

    private SimulationException Failed(string what) => new(string.Join(
        Environment.NewLine,
        [$"Seed {_options.Seed}: {what}. These wait:", .. Waiting(), "The last events:", .. _driver.Trace.Tail]));

    /// <summary>A test framework's own context would carry continuations away from the simulation's thread.</summary>
    private static void WithoutContext(Action run)
    {
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            run();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }
}
