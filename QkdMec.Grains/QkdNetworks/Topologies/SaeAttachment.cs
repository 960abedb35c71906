using QkdMec.Grains.Identity;

namespace QkdMec.Grains.QkdNetworks.Topologies;

/// <summary>Where a SAE is attached, and since when.</summary>
/// <param name="Kme">Its KME.</param>
/// <param name="Generation">When it was attached, in milliseconds of Unix time or a little later; 0: the scenario did. A name that was detached and attached again has another one.</param>
/// <param name="CertifiedFrom">Certificates that begin earlier are not the SAE's: the name was detached then.</param>
public readonly record struct SaeAttachment(KmeId Kme, long Generation = 0, DateTimeOffset CertifiedFrom = default);
