using QkdMec.Grains.Identity;

namespace QkdMec.Grains.QkdNetworks.Watching;

/// <summary>Hops that failed a moment ago, whatever the figures say: the sender got no pad, or the receiver did not answer.</summary>
/// <param name="time">The clock.</param>
/// <param name="rest">How long such a hop is not tried again.</param>
internal sealed class HopTroubles(TimeProvider time, TimeSpan rest)
{
    private readonly Dictionary<(LinkId Link, KmeId Sender), long> failedAt = [];

    /// <summary>A hop failed.</summary>
    public void Add(LinkId link, KmeId sender) => failedAt[(link, sender)] = time.GetTimestamp();

    /// <summary>Whether a hop rests.</summary>
    public bool IsResting(LinkId link, KmeId sender) =>
        failedAt.TryGetValue((link, sender), out var at) && time.GetElapsedTime(at) < rest;
}
