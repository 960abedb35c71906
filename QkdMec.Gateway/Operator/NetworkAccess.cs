using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using QkdMec.Gateway.Documents;
using QkdMec.Gateway.Hosting;
using QkdMec.Grains.Identity;
using QkdMec.Grains.Kmes;
using QkdMec.Grains.QkdLinks;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Grains.QkdNetworks.Topologies;

namespace QkdMec.Gateway.Operator;

/// <summary>The grains of the QKD network, asked within the time a request has. One that is dead must not hide the others.</summary>
internal sealed class NetworkAccess(IGrainFactory grains, GatewayOptions options)
{
    /// <summary>The topology.</summary>
    public INetworkTopologyGrain Topology => grains.GetGrain<INetworkTopologyGrain>(NetworkKeys.Network);

    /// <summary>Routes and what is held.</summary>
    public IQkdNetworkGrain Network => grains.GetGrain<IQkdNetworkGrain>(NetworkKeys.Network);

    /// <summary>A link.</summary>
    public IQkdLinkGrain Link(LinkId link) => grains.GetGrain<IQkdLinkGrain>(link.ToGrainKey());

    /// <summary>The link named in a path, in either order of its ends.</summary>
    /// <exception cref="BadHttpRequestException">It is no link's name.</exception>
    public static LinkId LinkOf(string text)
    {
        var ends = text.Split('~');
        if (ends.Length == 2 && ends[0] == ends[1] && Names.IsValid(ends[0]))
        {
            throw StrictQuery.Malformed($"'{text}' joins a KME to itself: a link needs two KMEs.");
        }

        return ends.Length == 2 && Array.TrueForAll(ends, Names.IsValid)
            ? LinkId.Parse(text)
            : throw StrictQuery.Malformed($"'{text}' is not the name of a link: give kmeA~kmeB.");
    }

    /// <summary>The KME named in a path.</summary>
    /// <exception cref="BadHttpRequestException">It is no KME's name.</exception>
    public static KmeId KmeOf(string text) => Names.IsValid(text) ? new KmeId(text) : throw NotAName(text, "KME");

    /// <summary>The SAE named in a path.</summary>
    /// <exception cref="BadHttpRequestException">It is no SAE's name.</exception>
    public static SaeId SaeOf(string text) => Names.IsValid(text) ? new SaeId(text) : throw NotAName(text, "SAE");

    /// <summary>Lets a call take the time that a request has.</summary>
    public Task<T> InTimeAsync<T>(Task<T> call, HttpContext http) => call.WaitAsync(options.AnswerWithin, http.RequestAborted);

    /// <summary>The topology now.</summary>
    public Task<TopologyView> ReadTopologyAsync(HttpContext http) => InTimeAsync(Topology.GetAsync(http.RequestAborted), http);

    /// <summary>What each KME says; null where one did not answer.</summary>
    public async Task<ImmutableArray<(KmeAddress Address, KmeStatus? Status)>> AskKmesAsync(HttpContext http)
    {
        var topology = await ReadTopologyAsync(http);
        var answers = await Task.WhenAll(topology.Kmes.Select(async kme =>
        {
            var address = new KmeAddress(kme.Site, kme.Kme);
            return (address, await TryAsync(grains.GetGrain<IKmeGrain>(address.ToGrainKey()).GetStatusAsync(http.RequestAborted), http));
        }));
        return [.. answers];
    }

    /// <summary>What each link says; null where one did not answer.</summary>
    public async Task<ImmutableArray<(LinkId Link, LinkStatus? Status)>> AskLinksAsync(HttpContext http)
    {
        var topology = await ReadTopologyAsync(http);
        var answers = await Task.WhenAll(topology.Links.Select(async laid => (laid.Link, await TryAsync(Link(laid.Link).GetStatusAsync(http.RequestAborted), http))));
        return [.. answers];
    }

    /// <summary>Whether the network has a KME.</summary>
    public static bool Has(TopologyView topology, KmeId kme) => topology.Kmes.Any(known => known.Kme == kme);

    private async Task<T?> TryAsync<T>(Task<T> call, HttpContext http) where T : class
    {
        try
        {
            // Below the whole: the list itself must still be sent.
            return await call.WaitAsync(options.AnswerWithin / 2, http.RequestAborted);
        }
        catch (Exception fault) when (fault is TimeoutException or OrleansException)
        {
            return null;
        }
    }

    private static BadHttpRequestException NotAName(string text, string kind) =>
        StrictQuery.Malformed($"'{text}' is not the name of a {kind}: 1 to {Names.MaxLength} letters, digits, '.', '_' or '-'.");
}
