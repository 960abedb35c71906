using QkdMec.Embedded.Simulation;

namespace QkdMec.Tests.Simulation.Worlds;

/// <summary>Runs a world from many seeds and demands that everything that can go wrong did.</summary>
public sealed class WorldSweep
{
    /// <summary>Fewest faults a seed must have had for its run to count.</summary>
    public const int LeastFaults = 5;

    private readonly SortedDictionary<string, int> _faults = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _outcomes = new(StringComparer.Ordinal);

    public int Seeds { get; private set; }

    public IReadOnlyDictionary<string, int> Faults => _faults;

    public IReadOnlyDictionary<string, int> Outcomes => _outcomes;

    public static WorldSweep Run(Func<SimulatedWorld> create, ulong firstSeed, int seeds)
    {
        var sweep = new WorldSweep();
        for (var seed = firstSeed; seed < firstSeed + (ulong)seeds; seed++)
        {
            sweep.Add(WorldRun.Run(create(), seed), seed);
        }

        return sweep;
    }

    /// <summary>Fails unless every kind of fault and every required outcome occurred.</summary>
    public void DemandCoverage(SimulatedWorld world)
    {
        var never = NeverOccurred(world);
        Assert.True(never.Count == 0, $"In {Seeds} seeds of {world.Name} these never occurred: {string.Join(", ", never)}.");
    }

    /// <summary>Faults and required outcomes that no seed met.</summary>
    public IReadOnlyList<string> NeverOccurred(SimulatedWorld world) =>
    [
        .. Enum.GetNames<FaultKind>().Concat(_faults.Keys).Distinct().Where(fault => _faults.GetValueOrDefault(fault) == 0),
        .. world.RequiredOutcomes.Where(outcome => _outcomes.GetValueOrDefault(outcome) == 0),
    ];

    /// <summary>Adds a run. Fails when it had too few faults to count.</summary>
    public void Add(WorldReport report, ulong seed)
    {
        Assert.True(report.FaultsInAll >= LeastFaults, $"Seed {seed} had {report.FaultsInAll} faults only.");
        Seeds++;
        Sum(_faults, report.Faults);
        Sum(_outcomes, report.Outcomes);
    }

    private static void Sum(SortedDictionary<string, int> sums, IReadOnlyDictionary<string, int> counts)
    {
        foreach (var (name, count) in counts)
        {
            sums[name] = sums.GetValueOrDefault(name) + count;
        }
    }
}
