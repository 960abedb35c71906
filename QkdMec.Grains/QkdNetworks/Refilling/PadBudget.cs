using QkdMec.Grains.Identity;
using QkdMec.Grains.QkdNetworks.Routing;
using QkdMec.Grains.TrustedRelays;

namespace QkdMec.Grains.QkdNetworks.Refilling;

/// <summary>What the pads of each hop still allow within one plan, after what was given to others and what is kept for those who wait.</summary>
/// <param name="usableOf">What a hop has to give at first.</param>
internal sealed class PadBudget(Func<LinkStock, long> usableOf)
{
    private readonly Dictionary<(KmeId From, KmeId To), long> taken = [];

    /// <summary>What is left at the sending end of a link.</summary>
    public long Left(LinkView link, KmeId sender) =>
        usableOf(link.StockFrom(sender)) - taken.GetValueOrDefault((sender, link.Link.Other(sender)));

    /// <summary>Takes pads on every hop of routes: to send under, or to keep.</summary>
    public void Take(RelayPaths paths, long padBytes)
    {
        foreach (var hop in paths.Hops())
        {
            taken[hop] = taken.GetValueOrDefault(hop) + padBytes;
        }
    }

    /// <summary>Whether every hop of routes has so much left.</summary>
    public bool Has(NetworkGraph graph, RelayPaths paths, long padBytes) =>
        paths.Routes.All(route => graph.Admits(route, (link, sender) => Left(link, sender) >= padBytes));
}
