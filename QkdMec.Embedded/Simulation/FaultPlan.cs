namespace QkdMec.Embedded.Simulation;

/// <summary>Which faults strike how often, drawn from the seed, and how often each did.</summary>
public sealed class FaultPlan
{
    private static readonly FaultKind[] Kinds = Enum.GetValues<FaultKind>();

    private readonly int[] _counts = new int[Kinds.Length];
    private readonly double[] _rates = new double[Kinds.Length];
    private readonly List<(string Name, Action Strike)> _own = [];
    private readonly SortedDictionary<string, int> _ownCounts = new(StringComparer.Ordinal);
    private readonly SeededRandom _random;

    internal FaultPlan(SeededRandom random) => _random = random;

    /// <summary>Whether faults strike; off after <see cref="SimulatedCluster.Heal"/>.</summary>
    public bool IsOn { get; set; } = true;

    /// <summary>The mean time between faults of the kinds that hit whole silos, and of the world's own.</summary>
    public TimeSpan SiloFaultPeriod { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How often each kind struck, the world's own by their names.</summary>
    public IReadOnlyDictionary<string, int> Counts => new SortedDictionary<string, int>(
        Kinds.ToDictionary(kind => kind.ToString(), kind => _counts[(int)kind]).Concat(_ownCounts).ToDictionary(), StringComparer.Ordinal);

    /// <summary>How many faults struck in all.</summary>
    public int Total => _counts.Sum() + _ownCounts.Values.Sum();

    /// <summary>Sets how likely a kind is: at each occasion, or for kinds that hit whole silos as a weight against each other.</summary>
    public FaultPlan Set(FaultKind kind, double rate)
    {
        _rates[(int)kind] = rate;
        return this;
    }

    /// <summary>Every kind, each rare enough that work gets done.</summary>
    public FaultPlan Everything()
    {
        foreach (var kind in Kinds)
            Set(kind, kind >= FaultKind.Crash ? 1 : kind >= FaultKind.CrashBeforeStorage ? 0.002 : 0.01);
        return this;
    }

    /// <summary>Adds a fault of the world, for example the roll-back of a store; it strikes as often as a fault of a whole silo.</summary>
    public void Add(string name, Action strike)
    {
        _own.Add((name, strike));
        _ownCounts[name] = 0;
    }

    internal bool Strikes(FaultKind kind)
    {
        if (!IsOn || _rates[(int)kind] == 0 || !_random.Chance(_rates[(int)kind]))
            return false;
        _counts[(int)kind]++;
        return true;
    }

    /// <summary>Chooses the next fault of a whole silo, or one of the world's own.</summary>
    internal void StrikeOne(Action<FaultKind> strike)
    {
        var kinds = Kinds.Where(kind => kind >= FaultKind.Crash && _rates[(int)kind] > 0).ToList();
        if (!IsOn || kinds.Count + _own.Count == 0)
            return;
        var chosen = _random.Below(kinds.Count + _own.Count);
        if (chosen < kinds.Count)
        {
            _counts[(int)kinds[chosen]]++;
            strike(kinds[chosen]);
            return;
        }

        var (name, own) = _own[chosen - kinds.Count];
        _ownCounts[name]++;
        own();
    }
}
