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
    private readonly SimulationOptions _options;
    private readonly SimulationDriver _driver;
    private readonly GrainCluster _cluster;
    private readonly List<CallEndpoint> _clients = [];
    private readonly SimulatedSilos _silos;

    /// <summary>Makes a simulation without silos.</summary>
    /// <exception cref="Orleans.Runtime.OrleansConfigurationException">A grain or message breaks a rule of the programming model.</exception>
    public SimulatedCluster(SimulationOptions options)
    {
        _options = options;
        _driver = new SimulationDriver(options.Seed, options.Cluster.ResponseTimeout);
        _cluster = new GrainCluster(options.Cluster, _driver);
        _silos = new SimulatedSilos(_driver, _cluster);
        _driver.Crash = _silos.Crash;
        Random = _driver.Random.Fork();
        // Once it runs, when the world has said how often faults strike.
        _driver.At(TimeSpan.Zero, _silos.ScheduleFault);
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
    public GrainSilo AddSilo(SiloDefinition definition) => _silos.Add(definition);

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
    public void CrashSilo(string name) => _silos.Crash(_silos.Find(name));

    /// <summary>Declares a silo dead and starts its successor; the old one runs on for a virtual time.</summary>
    public void DeclareDead(string name, TimeSpan runsOnFor) => _silos.DeclareDead(_silos.Find(name), runsOnFor);

    /// <summary>Cuts two silos or clients off each other for a virtual time.</summary>
    public void Partition(string one, string other, TimeSpan duration) => _silos.Partition(one, other, duration);

    /// <summary>Sets the wall clock of a silo forward or back; timers keep their pace.</summary>
    public void JumpClock(string name, TimeSpan by) => _silos.JumpClock(name, by);

    /// <summary>Ends all faults: none strikes any more, cuts are mended, what was declared dead is, and all silos run.</summary>
    public void Heal()
    {
        _driver.Note("heal", "world");
        Faults.IsOn = false;
        _driver.Mend();
        _silos.Heal();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var silo in _silos.Running.ToList())
            silo.Crash();
    }

    private IEnumerable<string> Waiting() => _silos.Running.Select(silo => silo.Endpoint).Concat(_clients)
        .SelectMany(endpoint => endpoint.Pending.Describe().Select(call => $"{endpoint.Name} awaits {call}"));

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
