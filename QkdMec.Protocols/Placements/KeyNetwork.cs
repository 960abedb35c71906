using System.Collections.Immutable;

namespace QkdMec.Protocols.Placements;

/// <summary>Nodes, directed links with key rates, and edge nodes, as they are when nothing is placed.</summary>
public sealed class KeyNetwork
{
    private readonly ImmutableArray<int>[] leaving;
    private readonly ImmutableArray<int>[] arriving;
    private readonly bool goesBothWays;

    /// <summary>A network.</summary>
    /// <param name="nodes">How many nodes there are; they are numbered from 0.</param>
    /// <param name="links">The links.</param>
    /// <param name="edges">The edge nodes, each once.</param>
    /// <exception cref="ArgumentException">A node is none of the network, a rate or a capacity is negative, or an edge node stands twice.</exception>
    public KeyNetwork(int nodes, IEnumerable<KeyLink> links, IEnumerable<EdgeNode> edges)
        : this(nodes, links, edges, false)
    {
    }

    private KeyNetwork(int nodes, IEnumerable<KeyLink> links, IEnumerable<EdgeNode> edges, bool goesBothWays)
    {
        this.goesBothWays = goesBothWays;
        (Nodes, Links, Edges) = (nodes, [.. links], [.. edges.OrderBy(edge => edge.Node)]);
        Require(Links.All(link => IsNode(link.From) && IsNode(link.To) && link.From != link.To), "a link joins no two nodes of the network");
        Require(Links.All(link => link.Rate >= 0), "a link's rate is negative");
        Require(Edges.All(edge => IsNode(edge.Node) && edge.Processing >= 0), "an edge node is none of the network, or its capacity is negative");
        Require(Edges.Select(edge => edge.Node).Distinct().Count() == Edges.Length, "an edge node stands twice");
        leaving = Group(link => link.From);
        arriving = Group(link => link.To);
    }

    /// <summary>How many nodes there are.</summary>
    public int Nodes { get; }

    /// <summary>The links.</summary>
    public ImmutableArray<KeyLink> Links { get; }

    /// <summary>The edge nodes, by their numbers.</summary>
    public ImmutableArray<EdgeNode> Edges { get; }

    /// <summary>How many budgets of key rate there are: one for each link, or for each two that share one.</summary>
    public int Budgets => goesBothWays ? Links.Length / 2 : Links.Length;

    /// <summary>The budgets.</summary>
    public IEnumerable<double> Rates => Links.Where((_, link) => !goesBothWays || link % 2 == 0).Select(link => link.Rate);

    /// <summary>
    /// A network whose links can be used both ways, as a QKD link makes one key for both its ends: each becomes two links, at twice its place and after it, that share its rate.
    /// </summary>
    /// <exception cref="ArgumentException">As for the constructor.</exception>
    public static KeyNetwork BothWays(int nodes, IEnumerable<KeyLink> links, IEnumerable<EdgeNode> edges) =>
        new(nodes, links.SelectMany(link => new[] { link, link with { From = link.To, To = link.From } }), edges, true);

    /// <summary>The budget that a link's rate comes from.</summary>
    public int BudgetOf(int link) => goesBothWays ? link / 2 : link;

    /// <summary>The links that begin at a node.</summary>
    public ImmutableArray<int> LinksFrom(int node) => leaving[node];

    /// <summary>The links that end at a node.</summary>
    public ImmutableArray<int> LinksTo(int node) => arriving[node];

    private static void Require(bool holds, string fault)
    {
        if (!holds)
        {
            throw new ArgumentException(fault);
        }
    }

    private bool IsNode(int node) => node >= 0 && node < Nodes;

    private ImmutableArray<int>[] Group(Func<KeyLink, int> end)
    {
        var found = Enumerable.Range(0, Links.Length).ToLookup(link => end(Links[link]));
        return [.. Enumerable.Range(0, Nodes).Select(node => found[node].ToImmutableArray())];
    }
}
