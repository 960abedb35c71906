using System.Collections.Immutable;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.QkdNetworks;

/// <summary>A key rate held for one app context on every link of the route between two KMEs.</summary>
/// <param name="Context">The holder, <see cref="ContextId.HolderOf"/>; reserving again for the same holder replaces what it had.</param>
/// <param name="From">The client's KME.</param>
/// <param name="To">The MEC host's KME.</param>
/// <param name="RateBitsPerSecond">The rate.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.RateReservation)]
public sealed record RateReservation(
    [property: Id(0)] ContextId Context,
    [property: Id(1)] KmeId From,
    [property: Id(2)] KmeId To,
    [property: Id(3)] double RateBitsPerSecond)
{
    /// <summary>The route that is wanted, both ends included; empty leaves it to the network. The network chooses by itself, too, where blocks take several routes.</summary>
    [Id(4)]
    public ImmutableArray<KmeId> Path { get; init; } = [];

    /// <summary>Whether all that share the route of these KMEs move to <see cref="Path"/> with it; without a path they always do.</summary>
    [Id(5)]
    public bool IsShared { get; init; }

    /// <summary>For how long stored key must last beside the rate; zero: the rate alone counts.</summary>
    [Id(6)]
    public TimeSpan StockHorizon { get; init; }

    /// <summary>The route that the sum it belongs to is kept by; empty for that of the pair.</summary>
    internal ImmutableArray<KmeId> OwnPath => IsShared || Path.IsDefault ? [] : Path;

    /// <summary>By value: also the paths.</summary>
    public bool Equals(RateReservation? other) =>
        other is not null && (Context, From, To, RateBitsPerSecond, IsShared, StockHorizon) == (other.Context, other.From, other.To, other.RateBitsPerSecond, other.IsShared, other.StockHorizon)
        && HopsOf(this).SequenceEqual(HopsOf(other));

    /// <inheritdoc/>
    public override int GetHashCode() => Context.Value.GetHashCode(StringComparison.Ordinal);

    private static ReadOnlySpan<KmeId> HopsOf(RateReservation reservation) => reservation.Path.AsSpan();
}
