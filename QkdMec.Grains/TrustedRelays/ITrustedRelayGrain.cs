using QkdMec.Grains.Identity;

namespace QkdMec.Grains.TrustedRelays;

/// <summary>How relaying a block ended, seen from the hop that answers.</summary>
[GenerateSerializer, Alias(TypeAliases.RelayOutcome)]
public enum RelayOutcome
{
    /// <summary>The block stands at the end of its route.</summary>
    Delivered,

    /// <summary>The MAC does not fit: nothing was consumed, an alarm was raised.</summary>
    NotAuthentic,

    /// <summary>The pad was consumed before: a replay.</summary>
    Replayed,

    /// <summary>This hop does not hold the pad, cannot consume it now, or has none for the next hop.</summary>
    NoPad,

    /// <summary>The next hop did not answer.</summary>
    Unreachable,

    /// <summary>The frame is not for this KME, or the route is not one of neighbours.</summary>
    Refused,
}

/// <summary>A KME that forwards key blocks between its neighbours, padded afresh on every hop. Key: <c>site/kme</c>.</summary>
[Alias(TypeAliases.TrustedRelayGrain)]
public interface ITrustedRelayGrain : IGrainWithStringKey
{
    /// <summary>Takes a frame from the previous hop and hands the block to the next one, or keeps it at the end of the route.</summary>
    Task<RelayOutcome> ForwardAsync(RelayFrame frame, CancellationToken cancellationToken);
}
