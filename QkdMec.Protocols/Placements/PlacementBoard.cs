namespace QkdMec.Protocols.Placements;

/// <summary>A network and what is placed in it: what is left of every link and edge node.</summary>
public sealed class PlacementBoard
{
    /// <summary>Differences below this are rounding: they refuse nothing.</summary>
    public const double Crumb = 1e-9;

    private readonly Books books;
    private readonly Func<int, bool>? offers;
    private readonly Func<int, double>? rooms;

    /// <summary>A network in which nothing is placed.</summary>
    public PlacementBoard(KeyNetwork network)
        : this(network, network.Rates, network.Edges.Select(edge => edge.Processing), [])
    {
    }

    /// <summary>A network as it was found.</summary>
    /// <param name="network">The network.</param>
    /// <param name="ratesLeft">What is left of each budget of key rate, in order.</param>
    /// <param name="roomsLeft">What is left of each edge node, in order.</param>
    /// <param name="apps">What runs; it is taken off already. One may stand for several that take the same path.</param>
    /// <exception cref="ArgumentException">There are more or fewer of them than the network has.</exception>
    public PlacementBoard(KeyNetwork network, IEnumerable<double> ratesLeft, IEnumerable<double> roomsLeft, IEnumerable<PlacedApp> apps)
    {
        (Network, books) = (network, new Books([.. ratesLeft], [.. roomsLeft]));
        if (books.Rates.Length != network.Budgets || books.Rooms.Length != network.Edges.Length)
        {
            throw new ArgumentException("what is left is not that of the network's links and edge nodes", nameof(ratesLeft));
        }

        foreach (var app in apps)
        {
            books.Apps.Add(app.Id, app);
            books.Admitted = Math.Max(books.Admitted, app.Id + 1);
        }
    }

    private PlacementBoard(PlacementBoard board, Func<int, bool> offers, Func<int, double>? rooms) =>
        (Network, books, this.offers, this.rooms) = (board.Network, board.books, offers, rooms);

    /// <summary>The network.</summary>
    public KeyNetwork Network { get; }

    /// <summary>The applications, in the order of their admission.</summary>
    public IEnumerable<PlacedApp> Apps => books.Apps.Values;

    /// <summary>How many there are.</summary>
    public int AppCount => books.Apps.Count;

    /// <summary>Links set up and torn down so far.</summary>
    public long Signalling => books.Signalling;

    /// <summary>What is left of all links together.</summary>
    public double TotalRateLeft => books.Rates.Sum();

    /// <summary>What is left of all edge nodes together.</summary>
    public double TotalRoomLeft => books.Rooms.Sum();

    /// <summary>What is left of a link.</summary>
    public double RateLeft(int link) => books.Rates[Network.BudgetOf(link)];

    /// <summary>What is left of the narrowest link of a path.</summary>
    public double RateLeft(KeyPath path) => path.Links.Min(RateLeft);

    /// <summary>What is left of an edge node, by its index.</summary>
    public double RoomLeft(int edge) => rooms?.Invoke(edge) ?? books.Rooms[edge];

    /// <summary>Whether a link has the rate.</summary>
    public bool Carries(int link, double rate) => RateLeft(link) + Crumb >= rate;

    /// <summary>Whether every link of a path has the rate.</summary>
    public bool Carries(KeyPath path, double rate) => path.Links.All(link => Carries(link, rate));

    /// <summary>Whether an edge node has the processing.</summary>
    public bool Holds(int edge, double load) => RoomLeft(edge) + Crumb >= load;

    /// <summary>The same board as one application finds it. What is placed on either is placed on both.</summary>
    /// <param name="some">Whether an edge node is offered, by its index.</param>
    /// <param name="roomOf">What is left of one for this application; null: what is left for all.</param>
    public PlacementBoard Offering(Func<int, bool> some, Func<int, double>? roomOf = null) => new(this, some, roomOf);

    /// <summary>The largest rate that some path from a user to an edge node still has, by the edge nodes' indices; below 0 where no path leads.</summary>
    public IReadOnlyList<double> WidestFrom(int user)
    {
        var widest = WidestPaths.From(this, user);
        return [.. Network.Edges.Select(edge => widest[edge.Node])];
    }

    /// <summary>
    /// Indices of the edge nodes that a user may be sent to. The one at the user's own node is not among them: it would need no key, and is no question of placement.
    /// </summary>
    public IEnumerable<int> EdgesFor(int user) => Enumerable.Range(0, Network.Edges.Length).Where(edge => Offers(user, edge));

    /// <summary>Whether a user may be sent to an edge node.</summary>
    public bool Offers(int user, int edge) => Network.Edges[edge].Node != user && offers?.Invoke(edge) != false;

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
        books.Rooms[admission.Edge] -= demand.Load;
        books.Signalling += admission.Signalling;
        books.Apps.Add(books.Admitted, new PlacedApp(books.Admitted, demand, admission.Edge, path));
        return books.Admitted++;
    }

    /// <summary>An application ends and gives back what it held.</summary>
    /// <exception cref="KeyNotFoundException">There is no such application.</exception>
    public void Remove(long app)
    {
        var ended = books.Apps[app];
        books.Apps.Remove(app);
        Take(ended.Path, -ended.Demand.Rate);
        books.Rooms[ended.Edge] += ended.Demand.Load;
    }

    private void Move(long app, KeyPath path)
    {
        var moved = books.Apps[app];
        Take(moved.Path, -moved.Demand.Rate);
        Take(path, moved.Demand.Rate);
        books.Apps[app] = moved with { Path = path };
    }

    private void Take(KeyPath path, double rate)
    {
        foreach (var link in path.Links)
        {
            books.Rates[Network.BudgetOf(link)] -= rate;
        }
    }

    private sealed class Books(double[] rates, double[] rooms)
    {
        public double[] Rates => rates;

        public double[] Rooms => rooms;

        public SortedDictionary<long, PlacedApp> Apps { get; } = [];

        public long Admitted { get; set; }

        public long Signalling { get; set; }
    }
}
