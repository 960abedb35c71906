namespace QkdMec.Client.Placements;

/// <summary>The network of a model. Rates are in kb/s, distances in km, loads in the unit of the edge nodes' processing.</summary>
internal abstract record PlacementModel
{
    /// <summary>Nodes of the network.</summary>
    public int Nodes { get; init; } = 50;

    /// <summary>α of the Waxman graph: how far links reach.</summary>
    public double Alpha { get; init; } = 0.4;

    /// <summary>β of the Waxman graph: how many links there are.</summary>
    public double Beta { get; init; } = 0.4;

    /// <summary>L: the diagonal of the square that the nodes stand in.</summary>
    public double LengthKilometres { get; init; } = 100;

    /// <summary>The key rate of a link without length.</summary>
    public double MaxRate { get; init; }

    /// <summary>How fast the key rate falls with the length, per km.</summary>
    public double DecayPerKilometre { get; init; }

    /// <summary>How many edge nodes there are.</summary>
    public int Edges { get; init; } = 10;

    /// <summary>The processing capacity of an edge node.</summary>
    public ValueRange Processing { get; init; }

    /// <summary>The values of the axis that a run is measured at.</summary>
    public abstract IReadOnlyList<double> Points { get; }

    /// <summary>What the axis is.</summary>
    public abstract string Axis { get; }

    /// <summary>Its name on the command line.</summary>
    public abstract string Name { get; }

    /// <summary>One run: the measures of one policy at each point. The same for the same seed; all policies of a seed see the same network and applications.</summary>
    public abstract RunMeasures[] Run(string policy, ulong seed);
}
