using QkdMec.Grains.Identity;

namespace QkdMec.Grains.KeyPools;

/// <summary>What leased positions are for; a position never serves two purposes.</summary>
[GenerateSerializer, Alias(TypeAliases.LeasePurpose)]
public enum LeasePurpose
{
    /// <summary>Keys handed to SAEs.</summary>
    Key,

    /// <summary>One-time pads and MAC keys of relayed blocks.</summary>
    Pad,
}

/// <summary>Asks the allocating end for a range of positions.</summary>
/// <param name="Purpose">What it is for.</param>
/// <param name="Bytes">How many bytes are wanted; the answer may hold fewer, since a range never spans blocks.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.LeaseRequest)]
public sealed record LeaseRequest([property: Id(0)] LeasePurpose Purpose, [property: Id(1)] int Bytes);
