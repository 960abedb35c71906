using QkdMec.Grains.Entropy;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyVaults;
using QkdMec.Grains.QkdNetworks;

namespace QkdMec.Grains.KeyDeliveries;

/// <summary>What the delivery of one KME's keys works with.</summary>
/// <param name="Kme">The KME and its site.</param>
/// <param name="Vault">The vault of the site.</param>
/// <param name="Grains">Where its pools are asked for positions.</param>
/// <param name="Network">Which SAE is at which KME.</param>
/// <param name="Time">The clock.</param>
/// <param name="Entropy">Where keys between the KME's own SAEs come from, and keys for several SAEs.</param>
public sealed record KeyDeliverySite(KmeAddress Kme, IKeyVault Vault, IGrainFactory Grains, INetworkDirectory Network, TimeProvider Time, IEntropySource Entropy);
