using QkdMec.Grains.Entropy;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyListeners;
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
/// <param name="Listener">Which of the site's listeners it is; null: the only one, named like the KME.</param>
public sealed record KeyDeliverySite(KmeAddress Kme, IKeyVault Vault, IGrainFactory Grains, INetworkDirectory Network, TimeProvider Time, IEntropySource Entropy, KeyListener? Listener = null)
{
    /// <summary>Which of the site's listeners it is.</summary>
    internal KeyListener OwnListener => Listener ?? new KeyListener(new KeyListenerId(Kme.Site, Kme.Kme.Value), EndsEarlier: true);
}
