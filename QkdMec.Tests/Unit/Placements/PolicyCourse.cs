using QkdMec.Protocols.Placements;

namespace QkdMec.Tests.Unit.Placements;

/// <summary>One policy on one network, step by step.</summary>
internal sealed class PolicyCourse(string policy, KeyNetwork network, ulong seed = 1)
{
    private readonly IAdmissionPolicy admission = AdmissionPolicies.Create(policy, network, new SeededChance(seed, 0));

    /// <summary>What is placed.</summary>
    public PlacementBoard Board { get; } = new(network);

    /// <summary>Offers an application of user 0 and carries out what is decided.</summary>
    public Admission Offer(double rate, double load)
    {
        var demand = new AppDemand(0, rate, load);
        var decided = admission.Decide(Board, demand);
        if (decided.Path is not null)
        {
            Board.Place(demand, decided);
        }

        return decided;
    }

    /// <summary>The application is refused and changes nothing.</summary>
    public void IsBlocked(double rate, double load)
    {
        var (capacity, processing, signalling) = (Board.TotalRateLeft, Board.TotalRoomLeft, Board.Signalling);
        var decided = Offer(rate, load);
        Assert.Null(decided.Path);
        Assert.NotNull(decided.Shortage);
        Assert.Equal((capacity, processing, signalling), (Board.TotalRateLeft, Board.TotalRoomLeft, Board.Signalling));
    }

    /// <summary>The application goes to a node, over so many hops, and leaves so much.</summary>
    public void GoesTo(int node, int hops, double rate, double load)
    {
        var decided = Offer(rate, load);
        Assert.Null(decided.Shortage);
        Assert.Equal(node, NodeOf(decided));
        Assert.Equal(hops, decided.Path!.Hops);
    }

    /// <summary>What is left.</summary>
    public void Leaves(double capacity, double processing)
    {
        Assert.Equal(capacity, Board.TotalRateLeft, 1e-9);
        Assert.Equal(processing, Board.TotalRoomLeft, 1e-9);
    }

    /// <summary>The node of a decision's edge node.</summary>
    public int NodeOf(Admission decided) => Board.Network.Edges[decided.Edge].Node;
}
