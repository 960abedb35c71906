using System.Collections.Immutable;
using QkdMec.Grains.AppCatalogs;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.AppContexts;

/// <summary>What a device asked for; all of it is given back in answers.</summary>
[GenerateSerializer, Immutable, Alias(TypeAliases.AppContextRequest)]
public sealed record AppContextRequest
{
    /// <summary>The device application.</summary>
    [Id(0)]
    public required string DeviceApp { get; init; }

    /// <summary>The application it wants.</summary>
    [Id(1)]
    public required AppReference App { get; init; }

    /// <summary>The instances, at least one.</summary>
    [Id(2)]
    public required ImmutableArray<UserAppInstance> Instances { get; init; }

    /// <summary>Where notifications go; null for nowhere.</summary>
    [Id(3)]
    public string? CallbackReference { get; init; }

    /// <summary>Whether it wants notifications of location availability; null when it did not say.</summary>
    [Id(4)]
    public bool? LocationUpdates { get; init; }

    /// <summary>Whether to instantiate when a requested location becomes available; null when it did not say.</summary>
    [Id(5)]
    public bool? AutoInstantiation { get; init; }

    /// <summary>The application's description as the device gave it.</summary>
    [Id(6)]
    public string? AppDescription { get; init; }

    /// <summary>Where a package of the application stands.</summary>
    [Id(7)]
    public string? PackageSource { get; init; }

    /// <summary>Whether the other request asks for the same.</summary>
    public bool AsksTheSameAs(AppContextRequest other) =>
        Instances.SequenceEqual(other.Instances) && this with { Instances = other.Instances } == other;
}
