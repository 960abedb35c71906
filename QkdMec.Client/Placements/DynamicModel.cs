using QkdMec.Protocols.Placements;

namespace QkdMec.Client.Placements;

/// <summary>Applications come at random times (Poisson), are admitted or not, and end at random times. Users stand on a few nodes drawn at random, all as busy.</summary>
internal sealed record DynamicModel : PlacementModel
{
    private const double SecondsPerHour = 3600;
    private const double SecondsPerDay = 86400;

    /// <summary>How the model is without any option.</summary>
    public DynamicModel() => (MaxRate, DecayPerKilometre, Processing) = (133, 0.0609, new ValueRange(3, 7));

    /// <summary>How many nodes have users.</summary>
    public int Users { get; init; } = 5;

    /// <summary>How many applications come in an hour; one point each.</summary>
    public IReadOnlyList<double> ArrivalsPerHour { get; init; } = [0.5, 1, 1.5, 2, 2.5, 3];

    /// <summary>How long a run is measured, after it has warmed up.</summary>
    public double Days { get; init; } = 60;

    /// <summary>How long it runs before: several of the longest mean lifetimes, which are 14 days.</summary>
    public double WarmUpDays { get; init; } = 45;

    /// <inheritdoc/>
    public override string Name => "dynamic";

    /// <inheritdoc/>
    public override string Axis => "arrivals_per_hour";

    /// <inheritdoc/>
    public override IReadOnlyList<double> Points => ArrivalsPerHour;

    /// <inheritdoc/>
    public override RunMeasures[] Run(string policy, ulong seed) => [.. ArrivalsPerHour.Select(arrivals => Run(policy, seed, arrivals))];

    private RunMeasures Run(string policy, ulong seed, double arrivals)
    {
        var chance = new SeededChance(seed, PlacementStreams.Network);
        var board = new PlacementBoard(WaxmanNetwork.Draw(this, chance));
        var users = WaxmanNetwork.Sample(Nodes, Users, chance);
        var admission = AdmissionPolicies.Create(policy, board.Network, new SeededChance(seed, PlacementStreams.Policy));
        var workload = new SeededChance(seed, PlacementStreams.Workload);
        var course = new RunCourse(board, WarmUpDays * SecondsPerDay, (WarmUpDays + Days) * SecondsPerDay);
        var time = AppWorkload.DrawExponential(SecondsPerHour / arrivals, workload);
        while (course.GoTo(time))
        {
            var demand = new AppDemand(users[workload.Below(users.Length)], AppWorkload.DrawRate(workload), AppWorkload.DrawLoad(workload));
            course.Offer(demand, admission.Decide(board, demand), AppWorkload.DrawLifetime(workload));
            time += AppWorkload.DrawExponential(SecondsPerHour / arrivals, workload);
        }

        return course.Read();
    }
}
