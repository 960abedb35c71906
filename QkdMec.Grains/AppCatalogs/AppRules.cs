using System.Collections.Immutable;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.AppCatalogs;

/// <summary>Where an application may run, for whom, and what its contexts hold.</summary>
/// <param name="AllowedHosts">Hosts as <c>site/host</c>; empty allows all.</param>
/// <param name="DeniedHosts">Hosts as <c>site/host</c>; they win over the allowed ones.</param>
/// <param name="KeyRateBitsPerSecond">Key rate held for each context; null takes the system's.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.AppRules)]
public sealed record AppRules(
    [property: Id(0)] ImmutableArray<string> AllowedHosts,
    [property: Id(1)] ImmutableArray<string> DeniedHosts,
    [property: Id(2)] double? KeyRateBitsPerSecond)
{
    /// <summary>How many contexts one instance on a host serves; another instance takes its memory again. Null: any number.</summary>
    [Id(3)]
    public int? ContextsPerInstance { get; init; }

    /// <summary>The device applications that may have contexts; empty allows all.</summary>
    [Id(4)]
    public ImmutableArray<string> AllowedDeviceApps { get; init; } = [];

    /// <summary>The clients that may have contexts, as their tokens name them; empty allows all.</summary>
    [Id(5)]
    public ImmutableArray<string> AllowedClients { get; init; } = [];

    /// <summary>Anywhere, with the system's key rate.</summary>
    public static AppRules Default { get; } = new([], [], null);

    /// <summary>Whether nothing is said.</summary>
    public bool IsDefault => SaysTheSameAs(Default);

    /// <summary>Whether the other rules say the same.</summary>
    public bool SaysTheSameAs(AppRules other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Same(AllowedHosts, other.AllowedHosts) && Same(DeniedHosts, other.DeniedHosts)
            && Same(AllowedDeviceApps, other.AllowedDeviceApps) && Same(AllowedClients, other.AllowedClients)
            && KeyRateBitsPerSecond == other.KeyRateBitsPerSecond && ContextsPerInstance == other.ContextsPerInstance;
    }

    /// <summary>Whether the application may run on a host.</summary>
    public bool Allows(HostId host)
    {
        var key = host.ToGrainKey();
        return (AllowedHosts.IsDefaultOrEmpty || AllowedHosts.Contains(key)) && (DeniedHosts.IsDefaultOrEmpty || !DeniedHosts.Contains(key));
    }

    private static bool Same(ImmutableArray<string> one, ImmutableArray<string> other) =>
        (one.IsDefault ? [] : one).SequenceEqual(other.IsDefault ? [] : other, StringComparer.Ordinal);
}
