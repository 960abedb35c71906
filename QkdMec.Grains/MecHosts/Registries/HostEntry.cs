using QkdMec.Grains.Identity;
using QkdMec.Grains.Orchestration;

namespace QkdMec.Grains.MecHosts.Registries;

/// <summary>What the operator wants of a host.</summary>
[GenerateSerializer, Alias(TypeAliases.HostWish)]
public enum HostWish
{
    /// <summary>It takes contexts.</summary>
    Serve,

    /// <summary>It is to be empty.</summary>
    Drain,

    /// <summary>It is to be empty and then to go.</summary>
    Remove,

    /// <summary>It went, and is not listed any more.</summary>
    Gone,
}

/// <summary>A host as the registry knows it.</summary>
/// <param name="Host">Its id.</param>
/// <param name="Wish">What the operator wants of it.</param>
/// <param name="IsDown">Whether it does not answer.</param>
/// <param name="Terms">What the operator said of it; null: as it is configured.</param>
/// <param name="Version">The registry's version when this entry changed last; 0: never.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.HostEntry)]
public sealed record HostEntry(
    [property: Id(0)] HostId Host,
    [property: Id(1)] HostWish Wish,
    [property: Id(2)] bool IsDown,
    [property: Id(3)] HostTerms? Terms,
    [property: Id(4)] long Version)
{
    /// <summary>The state it is in. What the operator wants gone is removed whether it answers or not: <see cref="IsDown"/> tells.</summary>
    public HostState State => Wish switch
    {
        HostWish.Remove or HostWish.Gone => HostState.Removed,
        _ when IsDown => HostState.Failed,
        HostWish.Drain => HostState.Draining,
        _ => HostState.Active,
    };

    /// <summary>What its room is told.</summary>
    internal HostOrders Orders => new(Version, State, Terms);

    /// <summary>The host as it is configured, under what the operator said of it.</summary>
    public HostDescription Describe(MecOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var configured = options.DescribeHost(Host);
        return Terms?.ApplyTo(configured) ?? configured;
    }
}
