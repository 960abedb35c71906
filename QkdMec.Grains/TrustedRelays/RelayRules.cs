using System.Collections.Immutable;
using QkdMec.Grains.Cryptography;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.QkdNetworks;

namespace QkdMec.Grains.TrustedRelays;

/// <summary>What a frame must be before any key is touched for it.</summary>
internal static class RelayRules
{
    /// <summary>The longest route; it bounds what one frame may make a hop do.</summary>
    public const int MaxRouteLength = 64;

    private const int MinBlockBytes = 88;
    private const int MaxBlockBytes = 262224;

    /// <summary>Whether the frame is for <paramref name="self"/>, well-formed, and its route one of neighbours.</summary>
    public static bool Accepts(RelayFrame frame, KmeId self, NetworkTopology topology) =>
        IsWhole(frame)
        && IsRoute(frame.Header.Route.Hops, topology)
        && frame.Header.Hop >= 1 && frame.Header.Hop < frame.Header.Route.Hops.Length
        && frame.Header.Receiver == self;

    /// <summary>Whether a route has two KMEs or more, none twice, each a neighbour of the next.</summary>
    public static bool IsRoute(ImmutableArray<KmeId> hops, NetworkTopology topology)
    {
        if (hops.IsDefault || hops.Length is < 2 or > MaxRouteLength || hops.Distinct().Count() != hops.Length)
        {
            return false;
        }

        for (var hop = 1; hop < hops.Length; hop++)
        {
            if (!topology.HasLink(LinkId.Between(hops[hop - 1], hops[hop])))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether every route is one, all join the same KMEs, and no two have a relay in common.</summary>
    public static bool ArePaths(RelayPaths paths, NetworkTopology topology)
    {
        if (paths.Routes.IsDefault || paths.Routes.Length is < 1 or > RelayPaths.MostRoutes || !paths.Routes.All(route => IsRoute(route.Hops, topology)))
        {
            return false;
        }

        var relays = paths.Routes.SelectMany(route => route.Hops[1..^1]).ToList();
        return paths.Routes.All(route => route.Hops[0] == paths.Maker && route.Hops[^1] == paths.Receiver)
            && relays.Distinct().Count() == relays.Count
            && paths.Routes.Count(route => route.Hops.Length == 2) <= 1;
    }

    private static bool IsWhole(RelayFrame frame) =>
        frame.Header.Direction is PoolDirection.Outbound or PoolDirection.Inbound
        && frame.Header.Number >= 0
        && frame.Header.Shares is >= 1 and <= RelayPaths.MostRoutes && frame.Header.Share >= 0 && frame.Header.Share < frame.Header.Shares
        && frame is { Tag: { IsDefault: false, Length: Poly1305.TagBytes }, Ciphertext: { IsDefault: false, Length: >= MinBlockBytes and <= MaxBlockBytes } }
        && PadRanges.AreWhole(frame.Pad.Ranges, RelaySeal.PadBytes(frame.Ciphertext.Length));
}
