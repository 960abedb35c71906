using System.Collections.Immutable;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.KeyDeliveries;

/// <summary>A request for keys that asks for more than a number and a size.</summary>
/// <param name="Master">The caller.</param>
/// <param name="Slave">Who can fetch them.</param>
/// <param name="Number">How many.</param>
/// <param name="KeyBytes">The size of each.</param>
public sealed record KeyOrder(SaeId Master, SaeId Slave, int Number, int KeyBytes)
{
    /// <summary>What the keys must be; null: nothing in particular.</summary>
    public KeyDemands? Mandatory { get; init; }

    /// <summary>What they should be if it can be had; null: nothing.</summary>
    public KeyDemands? Optional { get; init; }

    /// <summary>Who can fetch them too, each once.</summary>
    public ImmutableArray<SaeId> AdditionalSlaves { get; init; } = [];
}

/// <summary>How an order ended.</summary>
/// <param name="Outcome">Delivered when every key is in the batch.</param>
/// <param name="MetOptional">Whether the keys are also as <see cref="KeyOrder.Optional"/> has them.</param>
public readonly record struct KeyOrderOutcome(KeyOutcome Outcome, bool MetOptional);
