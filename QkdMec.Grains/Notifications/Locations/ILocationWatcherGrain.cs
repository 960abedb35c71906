using QkdMec.Grains.Identity;

namespace QkdMec.Grains.Notifications.Locations;

/// <summary>Has looked where applications are available that somebody wants to hear of. Key: <c>mec</c>.</summary>
[Alias(TypeAliases.LocationWatcherGrain)]
public interface ILocationWatcherGrain : IGrainWithStringKey
{
    /// <summary>Somebody wants to hear of an application.</summary>
    Task AddAsync(string appDId, CancellationToken cancellationToken);

    /// <summary>Is there, and so goes on looking.</summary>
    Task WakeAsync(CancellationToken cancellationToken);
}
