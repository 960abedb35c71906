using QkdMec.Grains.Identity;

namespace QkdMec.Grains.Notifications.Locations;

/// <summary>Tells contexts of one application where it is available. Key: the <c>appDId</c>.</summary>
[Alias(TypeAliases.LocationWatchGrain)]
public interface ILocationWatchGrain : IGrainWithStringKey
{
    /// <summary>A context wants to be told of changes from now on; repeating it changes nothing.</summary>
    Task JoinAsync(ContextId context, CancellationToken cancellationToken);

    /// <summary>A context wants to be told nothing more.</summary>
    Task LeaveAsync(ContextId context, CancellationToken cancellationToken);

    /// <summary>Looks where the application is available, and tells of a change. False: nobody wants to be told.</summary>
    Task<bool> LookAsync(CancellationToken cancellationToken);
}
