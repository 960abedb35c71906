using QkdMec.Grains.Identity;

namespace QkdMec.Grains.Notifications;

/// <summary>What became of the wish to deliver a dead letter after all.</summary>
[GenerateSerializer, Alias(TypeAliases.RetryStatus)]
public enum RetryStatus
{
    /// <summary>It waits to be delivered again.</summary>
    Queued,

    /// <summary>There is no such letter.</summary>
    Unknown,

    /// <summary>Its context is gone, and it does not tell that.</summary>
    ContextGone,
}
