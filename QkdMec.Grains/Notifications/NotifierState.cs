using QkdMec.Grains.Identity;

namespace QkdMec.Grains.Notifications;

/// <summary>What is stored of a context's notifications.</summary>
[GenerateSerializer, Alias(TypeAliases.NotifierState)]
internal sealed class NotifierState
{
    /// <summary>The number of the last order that the context gave.</summary>
    [Id(0)]
    public long TakenOfContext { get; set; }

    /// <summary>The number of the last order about locations.</summary>
    [Id(1)]
    public long TakenOfLocations { get; set; }

    /// <summary>What is still to be delivered, in order.</summary>
    [Id(2)]
    public List<QueuedNotification> Queue { get; set; } = [];

    /// <summary>Whether the context is gone, so that nothing more is taken.</summary>
    [Id(3)]
    public bool IsClosed { get; set; }
}
