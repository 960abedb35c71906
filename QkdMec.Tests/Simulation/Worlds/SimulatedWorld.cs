using QkdMec.Embedded.Activations;
using QkdMec.Embedded.Simulation;

namespace QkdMec.Tests.Simulation.Worlds;

/// <summary>A system under simulation: its silos, what its clients do, and what must hold in the end. One object a run.</summary>
public abstract class SimulatedWorld
{
    private readonly List<(string Name, int Weight, Func<Task> Act)> _operations = [];
    private readonly SortedDictionary<string, int> _outcomes = new(StringComparer.Ordinal);

    /// <summary>The name the command line and the catalogue know the world by.</summary>
    public abstract string Name { get; }

    /// <summary>Its grains, and the time-out of calls.</summary>
    public abstract GrainClusterOptions Cluster { get; }

    /// <summary>How many operations a run does.</summary>
    public virtual int Operations => 200;

    /// <summary>How many clients act at the same time.</summary>
    public virtual int Clients => 6;

    /// <summary>The longest a client rests between two operations.</summary>
    public virtual TimeSpan LongestPause => TimeSpan.FromSeconds(2);

    /// <summary>How long the healed system may take to come to rest before the check.</summary>
    public virtual TimeSpan Recovery => TimeSpan.FromMinutes(2);

    /// <summary>How often each outcome (answer, refusal, failure) occurred.</summary>
    public IReadOnlyDictionary<string, int> Outcomes => _outcomes;

    /// <summary>Outcomes that a sweep over seeds must have seen.</summary>
    public virtual IReadOnlyList<string> RequiredOutcomes => [];

    /// <summary>The simulation; there once <see cref="Build"/> runs.</summary>
    protected SimulatedCluster Simulation { get; private set; } = null!;

    internal IReadOnlyList<(string Name, int Weight, Func<Task> Act)> Acts => _operations;

    internal void BuildIn(SimulatedCluster simulation)
    {
        Simulation = simulation;
        simulation.Faults.Everything();
        Build();
    }

    internal Task CheckedAsync() => CheckAsync();

    /// <summary>Adds silos, clients, operations, and faults of the world's own.</summary>
    protected abstract void Build();

    /// <summary>Throws when a rule is broken. Runs as work of the world after all faults are healed.</summary>
    protected abstract Task CheckAsync();

    /// <summary>Adds an operation; it is chosen as often as its weight says. What it throws fails the run.</summary>
    protected void Operation(string name, int weight, Func<Task> act) => _operations.Add((name, weight, act));

    /// <summary>Counts an outcome and notes it in the trace.</summary>
    protected void Count(string outcome)
    {
        _outcomes[outcome] = _outcomes.GetValueOrDefault(outcome) + 1;
        Simulation.Note("outcome", outcome);
    }
}
