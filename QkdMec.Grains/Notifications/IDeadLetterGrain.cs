using System.Collections.Immutable;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.Notifications;

/// <summary>Notifications that were given up, by the first digit of their context. Key: see <see cref="NotificationKeys"/>.</summary>
[Alias(TypeAliases.DeadLetterGrain)]
public interface IDeadLetterGrain : IGrainWithStringKey
{
    /// <summary>Keeps a letter; one of the same id is replaced.</summary>
    Task AddAsync(DeadLetter letter, CancellationToken cancellationToken);

    /// <summary>The letters after <paramref name="after"/> in ordinal order of their ids, at most <paramref name="count"/>.</summary>
    Task<ImmutableArray<DeadLetter>> ListAsync(string after, int count, CancellationToken cancellationToken);

    /// <summary>Has a letter delivered after all; it is kept no longer.</summary>
    Task<RetryStatus> RetryAsync(string letterId, CancellationToken cancellationToken);

    /// <summary>Throws a letter away. False: there is none of that id.</summary>
    Task<bool> RemoveAsync(string letterId, CancellationToken cancellationToken);
}
