using System.Collections.Immutable;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.Notifications;

/// <summary>Which contexts have deliveries that are not finished. Key: see <see cref="NotificationKeys"/>. A context is in before an order of it is taken.</summary>
[Alias(TypeAliases.NotifierIndexGrain)]
public interface INotifierIndexGrain : IGrainWithStringKey
{
    /// <summary>Adds a context, or renews its entry; the answer is the entry's new stamp.</summary>
    Task<long> AddAsync(ContextId context, CancellationToken cancellationToken);

    /// <summary>Takes a context out, unless its entry was renewed since it got that stamp.</summary>
    Task RemoveAsync(ContextId context, long stamp, CancellationToken cancellationToken);

    /// <summary>All entries.</summary>
    Task<ImmutableArray<UnfinishedNotifier>> ListAsync(CancellationToken cancellationToken);
}
