namespace QkdMec.Protocols.Placements;

/// <summary>A network and what is placed in it: what is left of every link and edge node.</summary>
public sealed class PlacementBoard(KeyNetwork network)
{
    /// <summary>Differences below this are rounding: they refuse nothing.</summary>
    public const double Crumb = 1e-9;

    private readonly double[] rates = [.. network.Links.Select(link => link.Rate)];
    private readonly double[] rooms = [.. network.Edges.Select(edge => edge.Processing)];
    private readonly SortedDictionary<long, PlacedApp> apps = [];
    private long admitted;

    /// <summary>The network.</summary>
    public KeyNetwork Network => network;

    /// <summary>The applications, in the order of their admission.</summary>
    public IEnumerable<PlacedApp> Apps => apps.Values;

    /// <summary>How many there are.</summary>
    public int AppCount => apps.Count;

    /// <summary>Links set up and torn down so far.</summary>
    public long Signalling { get; private set; }

    /// <summary>What is left of all links together.</summary>
    public double TotalRateLeft => rates.Sum();

    /// <summary>What is left of all edge nodes together.</summary>
    public double TotalRoomLeft => rooms.Sum();

    /// <summary>What is left of a link.</summary>
    public double RateLeft(int link) => rates[link];

    /// <summary>What is left of the narrowest link of a path.</summary>
    public double RateLeft(KeyPath path) => path.Links.Min(link => rates[link]);

    /// <summary>What is left of an edge node, by its index.</summary>
    public double RoomLeft(int edge) => rooms[edge];

    /// <summary>Whether a link has the rate.</summary>
    public bool Carries(int link, double rate) => rates[link] + Crumb >= rate;

    /// <summary>Whether every link of a path has the rate.</summary>
    public bool Carries(KeyPath path, double rate) => path.Links.All(link => Carries(link, rate));

    /// <summary>Whether an edge node has the processing.</summary>
    public bool Holds(int edge, double load) => rooms[edge] + Crumb >= load;

    /// <summary>
    /// Indices of the edge nodes that a user may be sent to. The one at the user's own node is not among them: it would need no key, and is no question of placement.
    /// </summary>
    public IEnumerable<int> EdgesFor(int user) => Enumerable.Range(0, network.Edges.Length).Where(edge => network.Edges[edge].Node != user);

    /// <summary>Carries out an admission; returns the application's number.</summary>
    /// <exception cref="ArgumentException">It is a refusal, or does not fit any more: the board was changed after the decision.</exception>
    public long Place(AppDemand demand, Admission admission)
    {
        var path = admission.Path ?? throw new ArgumentException("the application was refused", nameof(admission));
        foreach (var moved in admission.Moved)
        {
            Move(moved, path);
        }

        if (!Carries(path, demand.Rate) || !Holds(admission.Edge, demand.Load))
        {
            throw new ArgumentException("the application does not fit", nameof(admission));
        }

        Take(path, demand.Rate);
        rooms[admission.Edge] -= demand.Load;
        Signalling += admission.Signalling;
        apps.Add(admitted, new PlacedApp(admitted, demand, admission.Edge, path));
        return admitted++;
    }

    /// <summary>An application ends and gives back what it held.</summary>
    /// <exception cref="KeyNotFoundException">There is no such application.</exception>
    public void Remove(long app)
    {
        var ended = apps[app];
        apps.Remove(app);
        Take(ended.Path, -ended.Demand.Rate);
        rooms[ended.Edge] += ended.Demand.Load;
    }

    private void Move(long app, KeyPath path)
    {
        var moved = apps[app];
        Take(moved.Path, -moved.Demand.Rate);
        Take(path, moved.Demand.Rate);
        apps[app] = moved with { Path = path };
    }

    private void Take(KeyPath path, double rate)
    {
        foreach (var link in path.Links)
        {
            rates[link] -= rate;
        }
    }
}
