using QkdMec.Grains.Identity;

namespace QkdMec.Grains.QkdNetworks.Routing;

/// <summary>Why a new block of two KMEs has no way now.</summary>
[GenerateSerializer, Alias(TypeAliases.RouteShortage)]
public enum RouteShortage
{
    /// <summary>It has one.</summary>
    None,

    /// <summary>No links that are up join them.</summary>
    NoRoute,

    /// <summary>There are routes, but fewer without a common relay than the pair must have. A block never takes fewer.</summary>
    TooFewDisjointRoutes,

    /// <summary>There are routes enough, but a link on each of them stands at its reserve, or failed a moment ago.</summary>
    NoPads,
}
