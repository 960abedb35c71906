using System.Collections.Immutable;
using QkdMec.Protocols.Placements;

namespace QkdMec.Grains.Orchestration.Placement;

/// <summary>The placement policies by name: those of <see cref="AdmissionPolicies"/>, and two that leave no choice.</summary>
public static class PlacementPolicies
{
    /// <summary>The policy taken when none is configured.</summary>
    public const string DefaultName = "spf-room";

    /// <summary>All contexts go to one host.</summary>
    public const string Single = "single";

    /// <summary>All contexts of an application go to the host that is named for it.</summary>
    public const string ByApp = "by-app";

    /// <summary>The names there are.</summary>
    public static ImmutableArray<string> Names { get; } = [.. AdmissionPolicies.Names, Single, ByApp];

    /// <summary>Whether all contexts of a client's KME and a host's share one path, which the policy may move.</summary>
    internal static bool SharesPaths(string name) => name is "014-k1" or "014-k3";

    /// <summary>Whether key that is stored counts as rate.</summary>
    internal static bool CountsStock(string name) => name is "joint" or "joint-open";

    /// <summary>The policy of that name for a network; where it decides by chance, it takes it from <paramref name="chance"/>.</summary>
    /// <remarks>
    /// What is fixed for good must survive a restart, and the default is to be foreseen: of all that are as good they take the first in the order of ids.
    /// </remarks>
    internal static IAdmissionPolicy Create(string name, KeyNetwork network, IChance chance)
    {
        var deciding = name is Single or ByApp ? DefaultName : name;
        return AdmissionPolicies.Create(deciding, network, SharesPaths(name) || deciding is DefaultName or "spf-static" ? new NoChance() : chance);
    }

    private sealed class NoChance : IChance
    {
        public ulong Next() => 0;
    }
}
