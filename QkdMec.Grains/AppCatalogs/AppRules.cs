using System.Collections.Immutable;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.AppCatalogs;

/// <summary>Where an application may run and what its contexts hold.</summary>
/// <param name="AllowedHosts">Hosts as <c>site/host</c>; empty allows all.</param>
/// <param name="DeniedHosts">Hosts as <c>site/host</c>; they win over the allowed ones.</param>
/// <param name="KeyRateBitsPerSecond">Key rate held for each context; null takes the system's.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.AppRules)]
public sealed record AppRules(
    [property: Id(0)] ImmutableArray<string> AllowedHosts,
    [property: Id(1)] ImmutableArray<string> DeniedHosts,
    [property: Id(2)] double? KeyRateBitsPerSecond)
{
    /// <summary>Anywhere, with the system's key rate.</summary>
    public static AppRules Default { get; } = new([], [], null);

    /// <summary>Whether the application may run on a host.</summary>
    public bool Allows(HostId host)
    {
        var key = host.ToGrainKey();
        return (AllowedHosts.IsDefaultOrEmpty || AllowedHosts.Contains(key)) && (DeniedHosts.IsDefaultOrEmpty || !DeniedHosts.Contains(key));
    }
}
