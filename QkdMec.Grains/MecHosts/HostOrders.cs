using QkdMec.Grains.Identity;

namespace QkdMec.Grains.MecHosts;

/// <summary>What the registry tells a host's room: whether it is to be given out, and how much there is.</summary>
/// <param name="Version">The registry's version when this came up; a host follows the highest.</param>
/// <param name="State">The host's state.</param>
/// <param name="Terms">What counts in place of the configuration; null: the configuration.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.HostOrders)]
public sealed record HostOrders(
    [property: Id(0)] long Version, [property: Id(1)] HostState State, [property: Id(2)] HostTerms? Terms);
