using QkdMec.Grains.Identity;

namespace QkdMec.Grains.KeyPools;

/// <summary>The range the allocating end wants to use, shown to the other end first.</summary>
[GenerateSerializer, Immutable, Alias(TypeAliases.LeaseProposal)]
public sealed record LeaseProposal([property: Id(0)] Lease Lease);

/// <summary>What the other end says to a proposal.</summary>
[GenerateSerializer, Alias(TypeAliases.LeaseAnswer)]
public enum LeaseAnswer
{
    /// <summary>Its mark now stands at the end of the range, durably: the range may be used.</summary>
    Acknowledged,

    /// <summary>The range begins below its mark: the allocating end was rolled back, or repeats itself.</summary>
    Behind,

    /// <summary>It does not hold that block as committed: skip the block.</summary>
    UnknownBlock,

    /// <summary>It stands in another epoch: say hello again.</summary>
    WrongEpoch,
}

/// <summary>The answer to a <see cref="LeaseProposal"/>.</summary>
/// <param name="Answer">What it says.</param>
/// <param name="Mark">Its watermark after the answer.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.LeaseAcknowledgement)]
public sealed record LeaseAcknowledgement([property: Id(0)] LeaseAnswer Answer, [property: Id(1)] PoolMark Mark);
