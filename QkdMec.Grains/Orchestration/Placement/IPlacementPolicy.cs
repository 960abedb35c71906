using System.Collections.Immutable;
using QkdMec.Grains.Entropy;

namespace QkdMec.Grains.Orchestration.Placement;

/// <summary>Chooses among hosts that can all take a context.</summary>
internal interface IPlacementPolicy
{
    /// <summary>The name it is configured by.</summary>
    string Name { get; }

    /// <summary>One of <paramref name="feasible"/>, which is not empty and in ordinal order of host keys.</summary>
    HostPicture Choose(ImmutableArray<HostPicture> feasible, IEntropySource entropy);
}
