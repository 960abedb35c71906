using QkdMec.Grains.Identity;

namespace QkdMec.Grains.AppContexts;

/// <summary>The life of one app context. Key: the context id.</summary>
[Alias(TypeAliases.AppContextGrain)]
public interface IAppContextGrain : IGrainWithStringKey
{
    /// <summary>Finds the application, places the context and binds its security context. Repeating it gives the same answer.</summary>
    Task<CreateOutcome> CreateAsync(CreateAppContext command, CancellationToken cancellationToken);

    /// <summary>The context; null when there is none that was acknowledged.</summary>
    Task<AppContextView?> GetAsync(CancellationToken cancellationToken);

    /// <summary>Whose the context is, at whatever point of its life; empty when nobody's in particular, null when there is none.</summary>
    Task<string?> GetOwnerAsync(CancellationToken cancellationToken);

    /// <summary>Changes call-back and locations. False: there is no such context.</summary>
    Task<bool> UpdateAsync(UpdateAppContext command, CancellationToken cancellationToken);

    /// <summary>Takes the context down; once true it will be gone, whatever crashes. False: there is no such context.</summary>
    Task<bool> DeleteAsync(CancellationToken cancellationToken);

    /// <summary>As <see cref="DeleteAsync"/>, on the system's own wish: the device application is notified.</summary>
    Task<bool> EvictAsync(CancellationToken cancellationToken);

    /// <summary>Moves the context to another host, which holds everything for it before the old one is left. It stays where it is when no other can take it.</summary>
    Task<MoveOutcome> MoveAsync(MoveAppContext command, CancellationToken cancellationToken);

    /// <summary>A host that was away is back: closes what it may still have of this context when the context is elsewhere or gone.</summary>
    Task CloseStrayAsync(HostId host, CancellationToken cancellationToken);

    /// <summary>What became of a host's ticket; takes up what a crash interrupted.</summary>
    Task<SettleVerdict> SettleAsync(SettleQuery query, CancellationToken cancellationToken);
}
