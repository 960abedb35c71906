using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.Locations;

namespace QkdMec.Grains.Notifications.Locations;

/// <summary>What is stored of where an application is available.</summary>
[GenerateSerializer, Alias(TypeAliases.LocationWatchState)]
internal sealed class LocationWatchState
{
    /// <summary>How often the locations have changed; 0 before they were looked at.</summary>
    [Id(0)]
    public long Version { get; set; }

    /// <summary>Where it is available, as it was seen last.</summary>
    [Id(1)]
    public ImmutableArray<HostLocation> Seen { get; set; } = [];

    /// <summary>Whether contexts are being told of the last change.</summary>
    [Id(2)]
    public bool IsTelling { get; set; }

    /// <summary>The context that was told last; empty before the first.</summary>
    [Id(3)]
    public string ToldUpTo { get; set; } = "";
}
