using QkdMec.Embedded.Activations;

namespace QkdMec.Embedded.Simulation;

/// <summary>The lives of virtual silos: crash, restart, declared dead, and faults that hit whole silos.</summary>
internal sealed class SimulatedSilos(SimulationDriver driver, GrainCluster cluster)
{
    private static readonly TimeSpan ShortOutage = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongOutage = TimeSpan.FromSeconds(15);

    private readonly List<SiloDefinition> _definitions = [];
    private readonly List<GrainSilo> _undead = [];

    public IEnumerable<GrainSilo> Running => cluster.Silos.Concat(_undead);

    public GrainSilo Add(SiloDefinition definition)
    {
        _definitions.Add(definition);
        return cluster.StartSilo(definition);
    }

    public GrainSilo Find(string name) => cluster.Silos.Single(silo => silo.Name == name);

    public void Crash(GrainSilo silo)
    {
        driver.Note(nameof(FaultKind.Crash), silo.Name);
        cluster.KillSilo(silo);
        if (!_undead.Remove(silo))
            driver.At(driver.Random.Between(ShortOutage, LongOutage), () => Restart(silo.Definition));
    }

    public void DeclareDead(GrainSilo silo, TimeSpan runsOnFor)
    {
        driver.Note(nameof(FaultKind.DeclaredDead), silo.Name);
        cluster.Unlist(silo);
        _undead.Add(silo);
        driver.At(runsOnFor, () => Bury(silo));
        cluster.StartSilo(silo.Definition);
    }

    public void Partition(string one, string other, TimeSpan duration)
    {
        driver.Note(nameof(FaultKind.Partition), one, other);
        driver.Cut(one, other, isCut: true);
        driver.At(duration, () => driver.Cut(one, other, isCut: false));
    }

    public void JumpClock(string name, TimeSpan by)
    {
        driver.Note(nameof(FaultKind.ClockJump), name, by.ToString());
        driver.JumpClock(name, by);
    }

    /// <summary>Buries what was declared dead and starts what crashed.</summary>
    public void Heal()
    {
        foreach (var silo in _undead.ToArray())
            Bury(silo);
        foreach (var definition in _definitions)
            Restart(definition);
    }

    /// <summary>Lets a fault of the plan strike now and then, for ever.</summary>
    public void ScheduleFault() => driver.At(driver.Random.Between(TimeSpan.Zero, driver.Faults.SiloFaultPeriod * 2), () =>
    {
        if (cluster.Silos.Count > 0)
            driver.Faults.StrikeOne(Strike);
        ScheduleFault();
    });

    private void Strike(FaultKind kind)
    {
        var silo = cluster.Silos[driver.Random.Below(cluster.Silos.Count)];
        var duration = driver.Random.Between(ShortOutage, LongOutage);
        if (kind == FaultKind.Crash)
            Crash(silo);
        else if (kind == FaultKind.DeclaredDead)
            DeclareDead(silo, duration);
        else if (kind == FaultKind.ClockJump)
            JumpClock(silo.Name, duration * (driver.Random.Below(200) - 100));
        else
            Partition(silo.Name, _definitions[driver.Random.Below(_definitions.Count)].Name, duration);
    }

    private void Bury(GrainSilo silo)
    {
        if (_undead.Remove(silo))
            silo.Crash();
    }

    private void Restart(SiloDefinition definition)
    {
        if (cluster.Silos.Any(silo => silo.Name == definition.Name))
            return;
        driver.Note("start", definition.Name);
        cluster.StartSilo(definition);
    }
}
