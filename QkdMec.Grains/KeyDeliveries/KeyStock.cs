using QkdMec.Grains.Identity;

namespace QkdMec.Grains.KeyDeliveries;

/// <summary>What there is for a pair of SAEs.</summary>
/// <param name="Outcome">Delivered when the figures are good.</param>
/// <param name="Remote">The other SAE's KME; its value is null when the SAE is unknown.</param>
/// <param name="StoredKeys">Keys of the default size that can be issued now.</param>
/// <param name="MaxKeys">How many there can be.</param>
public readonly record struct KeyStock(KeyOutcome Outcome, KmeId Remote, long StoredKeys, long MaxKeys);
