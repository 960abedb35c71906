using QkdMec.Grains.Identity;

namespace QkdMec.Grains.KeyDeliveries.SharedKeys;

/// <summary>What became of a frame of shared keys.</summary>
[GenerateSerializer, Alias(TypeAliases.SharedKeyAnswer)]
public enum SharedKeyAnswer
{
    /// <summary>The keys are stored, durably, and can be fetched.</summary>
    Kept,

    /// <summary>The frame is not for this KME, is not whole, or its keys were voided or stored before.</summary>
    Refused,

    /// <summary>The pad is not there, or was consumed before.</summary>
    NoPad,

    /// <summary>The MAC does not fit: nothing was consumed, an alarm was raised.</summary>
    NotAuthentic,

    /// <summary>The vault failed.</summary>
    Unavailable,
}

/// <summary>A KME that keeps keys which a SAE of another KME shares with several SAEs. Key: <c>site/kme</c>. Never sees clear key bytes.</summary>
[Alias(TypeAliases.SharedKeyGrain)]
public interface ISharedKeyGrain : IGrainWithStringKey
{
    /// <summary>Stores the keys of a frame for its SAEs.</summary>
    Task<SharedKeyAnswer> KeepAsync(SharedKeyFrame frame, CancellationToken cancellationToken);

    /// <summary>Destroys keys, and refuses them if their frame comes later. May be repeated.</summary>
    /// <exception cref="OrleansException">The vault failed.</exception>
    Task VoidAsync(SharedKeyVoid keys, CancellationToken cancellationToken);
}
