using System.Collections.Immutable;
using System.Globalization;
using QkdMec.Grains.Identity;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Grains.QkdNetworks.Reservations;
using QkdMec.Grains.QkdNetworks.Routing;

namespace QkdMec.Tests.Hosts.Mec.Placements;

/// <summary>A network of links that are all up and give what is written: <c>0→1:2</c> gives 2 bit/s between the KMEs 0 and 1. What is held is in a ledger as the product's.</summary>
internal sealed class LedgerNetwork
{
    private static readonly WidestShortestPolicy Routes = new();

    private readonly Dictionary<ContextId, RateReservation> held = [];

    public LedgerNetwork(string links)
    {
        Links = links.Split(' ').Select(link => link.Split('→', ':'))
            .ToImmutableDictionary(link => LinkId.Between(KmeOf(link[0]), KmeOf(link[1])), link => double.Parse(link[2], CultureInfo.InvariantCulture));
    }

    /// <summary>What each link gives.</summary>
    public ImmutableDictionary<LinkId, double> Links { get; set; }

    /// <summary>What is held.</summary>
    public RateLedger Ledger { get; private set; } = new([]);

    /// <summary>Links set up and torn down because a pair moved.</summary>
    public int LinksMoved { get; private set; }

    /// <summary>What is left of all links together.</summary>
    public double Left => Links.Sum(link => link.Value - Ledger.HeldOn(link.Key));

    /// <summary>How many contexts hold a rate.</summary>
    public int Holders => held.Count;

    public PlacementPicture Picture => new(
        [.. Links.OrderBy(link => link.Key.ToGrainKey(), StringComparer.Ordinal).Select(link => new LinkBudget(link.Key, link.Value, link.Value - Ledger.HeldOn(link.Key)))],
        [.. Ledger.Pairs.Select(pair => new PathHold(pair.Hops, pair.RateBitsPerSecond, pair.Contexts) { IsShared = pair.Path.IsDefaultOrEmpty })]);

    /// <summary>The KME of a number.</summary>
    public static KmeId KmeOf(string number) => KmeId.Parse($"kme-{number.PadLeft(2, '0')}");

    /// <summary>Hops of the route that a context holds.</summary>
    public int HopsOf(ContextId context) => Ledger.Pairs.Single(pair => pair.Counts(held[context])).Hops.Length - 1;

    public bool Reserve(RateReservation wanted)
    {
        if (Ledger.Replace(held.GetValueOrDefault(wanted.Context), wanted, RouteFor) is not { } changed)
        {
            return false;
        }

        LinksMoved += MovedBetween(Ledger.Pairs.Find(pair => pair.Counts(wanted)), changed.Pairs.Find(pair => pair.Counts(wanted))!);
        (Ledger, held[wanted.Context]) = (changed, wanted);
        return true;
    }

    public void Release(ContextId context)
    {
        Ledger = Ledger.Release(held.GetValueOrDefault(context));
        held.Remove(context);
    }

    private static int MovedBetween(PairHold? before, PairHold after) =>
        before is null ? 0 : LinksOf(before).Except(LinksOf(after)).Count() + LinksOf(after).Except(LinksOf(before)).Count();

    private static IEnumerable<LinkId> LinksOf(PairHold pair) => pair.Hops.Zip(pair.Hops.Skip(1), LinkId.Between);

    private ImmutableArray<KmeId> RouteFor(RateLedger ledger, RouteRequest request)
    {
        var graph = new NetworkGraph(Links.Select(link => new LinkView(link.Key, true, Math.Max(0, link.Value - ledger.HeldOn(link.Key)), default, default)));
        return request.Given.IsDefaultOrEmpty ? Routes.Choose(graph, request)?.Hops ?? [] : request.GivenIn(graph);
    }
}
