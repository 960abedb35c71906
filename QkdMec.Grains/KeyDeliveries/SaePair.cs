using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;

namespace QkdMec.Grains.KeyDeliveries;

/// <summary>A pair of SAEs, seen from the KME of one.</summary>
/// <param name="Remote">The other one's KME.</param>
/// <param name="Owners">What the MAC of their key ids covers; null when they share no pool.</param>
/// <param name="Refusal">Why they share none.</param>
/// <param name="Quota">How much they may draw; null: without limit.</param>
internal readonly record struct SaePair(KmeId Remote, KeyOwners? Owners, KeyOutcome Refusal, KeyQuota? Quota = null);
