using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.QkdNetworks.Routing;

namespace QkdMec.Grains.QkdNetworks.Reservations;

/// <summary>The sums of what contexts hold, by pair of KMEs and by route where one was asked for. Immutable: a refused change leaves nothing behind.</summary>
internal sealed class RateLedger(ImmutableList<PairHold> pairs)
{
    /// <summary>The sums, as they are kept.</summary>
    public ImmutableList<PairHold> Pairs { get; } = pairs;

    /// <summary>The links on which something is held, in ordinal order.</summary>
    public IEnumerable<LinkId> Links => Pairs
        .SelectMany(pair => pair.Hops.Zip(pair.Hops.Skip(1), LinkId.Between)).Distinct().OrderBy(link => link.ToGrainKey(), StringComparer.Ordinal);

    /// <summary>What is held on a link.</summary>
    public double HeldOn(LinkId link) => Pairs.Where(pair => pair.Uses(link)).Sum(pair => pair.RateBitsPerSecond);

    /// <summary>What is held on every link that a route uses.</summary>
    public Dictionary<LinkId, double> HeldByLink()
    {
        var held = new Dictionary<LinkId, double>();
        foreach (var pair in Pairs)
        {
            foreach (var (from, to) in pair.Hops.Zip(pair.Hops.Skip(1)))
            {
                var link = LinkId.Between(from, to);
                held[link] = held.GetValueOrDefault(link) + pair.RateBitsPerSecond;
            }
        }

        return held;
    }

    /// <summary>What is held between two KMEs.</summary>
    public double HeldBetween(KmeId one, KmeId other) => Pairs.Where(pair => pair.Joins(one, other)).Sum(pair => pair.RateBitsPerSecond);

    /// <summary>
    /// Replaces what a context held by what it wants. <paramref name="routeFor"/> finds a route with a free rate in a network of
    /// which this ledger's sums are taken. Null: there is none.
    /// </summary>
    public RateLedger? Replace(RateReservation? held, RateReservation wanted, Func<RateLedger, RouteRequest, ImmutableArray<KmeId>> routeFor)
    {
        var without = Release(held);
        var known = without.Pairs.Find(pair => pair.Counts(wanted));

        // All contexts of a sum share a route, so the whole sum must fit where the newcomer goes.
        var others = without.Drop(known);
        var sum = (known?.RateBitsPerSecond ?? 0) + wanted.RateBitsPerSecond;
        var hops = routeFor(others, new RouteRequest(wanted.From, wanted.To, sum) { Given = wanted.Path, StockHorizon = wanted.StockHorizon });
        return hops.IsEmpty
            ? null
            : new RateLedger(others.Pairs.Add(new PairHold(wanted.From, wanted.To, hops, sum, (known?.Contexts ?? 0) + 1) { Path = wanted.OwnPath }));
    }

    /// <summary>Takes a context's share out.</summary>
    public RateLedger Release(RateReservation? held)
    {
        if (held is null || Pairs.Find(pair => pair.Counts(held)) is not { } known)
        {
            return this;
        }

        var rest = Drop(known);
        return known.Contexts <= 1
            ? rest
            : new RateLedger(rest.Pairs.Add(known with
            {
                RateBitsPerSecond = Math.Max(0, known.RateBitsPerSecond - held.RateBitsPerSecond),
                Contexts = known.Contexts - 1,
            }));
    }

    /// <summary>Moves what runs over a link that went down, where another route has room; the rest waits for the link.</summary>
    public RateLedger MoveFrom(LinkId link, Func<RateLedger, RouteRequest, ImmutableArray<KmeId>> routeFor) =>
        Pairs.Where(pair => pair.Uses(link)).Aggregate(this, (ledger, pair) =>
        {
            var others = ledger.Drop(pair);
            var hops = routeFor(others, new RouteRequest(pair.From, pair.To, pair.RateBitsPerSecond));
            return hops.IsEmpty ? ledger : new RateLedger(others.Pairs.Add(pair with { Hops = hops }));
        });

    private RateLedger Drop(PairHold? pair) => pair is null ? this : new RateLedger(Pairs.Remove(pair));
}
