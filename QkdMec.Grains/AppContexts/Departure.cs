using QkdMec.Grains.Identity;

namespace QkdMec.Grains.AppContexts;

/// <summary>A host that the context left and that may still hold something for it.</summary>
/// <param name="Host">The host.</param>
/// <param name="Ticket">Its ticket of the release.</param>
/// <param name="Move">The number of the move that had brought the context there.</param>
/// <param name="IsLost">Whether the context left because the host did not answer: what it holds is closed when it returns.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.Departure)]
internal sealed record Departure(
    [property: Id(0)] HostId Host, [property: Id(1)] long Ticket, [property: Id(2)] int Move, [property: Id(3)] bool IsLost)
{
    /// <summary>The number of the notification that tells the device application of it; 0 when nobody is told.</summary>
    [Id(4)]
    public long Notification { get; init; }
}
