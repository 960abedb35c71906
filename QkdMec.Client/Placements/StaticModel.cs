using QkdMec.Protocols.Placements;

namespace QkdMec.Client.Placements;

/// <summary>Applications come one after the other, are admitted or not, and stay for ever. Users stand on the nodes of their regions.</summary>
internal sealed record StaticModel : PlacementModel
{
    /// <summary>How the model is without any option: bound by the network.</summary>
    public StaticModel() => (MaxRate, DecayPerKilometre, Processing) = (30, 0.01, new ValueRange(5, 5));

    /// <summary>How many applications come.</summary>
    public int Apps { get; init; } = 300;

    /// <summary>After how many applications a run is measured, again and again.</summary>
    public int Step { get; init; } = 50;

    /// <inheritdoc/>
    public override string Name => "static";

    /// <inheritdoc/>
    public override string Axis => "apps";

    /// <inheritdoc/>
    public override IReadOnlyList<double> Points => [.. Enumerable.Range(1, Apps).Where(app => app % Step == 0 || app == Apps).Select(app => (double)app)];

    /// <inheritdoc/>
    public override RunMeasures[] Run(string policy, ulong seed)
    {
        var board = new PlacementBoard(WaxmanNetwork.Draw(this, new SeededChance(seed, PlacementStreams.Network)));
        var admission = AdmissionPolicies.Create(policy, board.Network, new SeededChance(seed, PlacementStreams.Policy));
        var workload = new SeededChance(seed, PlacementStreams.Workload);
        var (meter, measures) = (new RunMeter(board), new List<RunMeasures>());
        for (var app = 1; app <= Apps; app++)
        {
            var demand = new AppDemand(AppWorkload.DrawRegion(workload), AppWorkload.DrawRate(workload), AppWorkload.DrawLoad(workload));
            meter.Offer(demand, admission.Decide(board, demand));
            if (app % Step == 0 || app == Apps)
            {
                measures.Add(meter.Read());
            }
        }

        return [.. measures];
    }
}
