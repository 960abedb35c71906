using QkdMec.Grains.Identity;

namespace QkdMec.Grains.Notifications.Locations;

/// <summary>What is stored of the applications that somebody wants to hear of.</summary>
[GenerateSerializer, Alias(TypeAliases.LocationWatcherState)]
internal sealed class LocationWatcherState
{
    /// <summary>Their ids in ordinal order.</summary>
    [Id(0)]
    public List<string> Apps { get; set; } = [];
}
