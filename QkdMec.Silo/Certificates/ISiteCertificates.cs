using System.Net;
using System.Security.Cryptography.X509Certificates;
using QkdMec.Grains.Identity;

namespace QkdMec.Silo.Certificates;

/// <summary>The certificates of one site, as far as this machine has them.</summary>
internal interface ISiteCertificates : IDisposable
{
    /// <summary>The certificate of the site's authority; the only one its KME trusts.</summary>
    X509Certificate2 Authority { get; }

    /// <summary>The certificate of the KME's listener at an address, with its key. The caller disposes it.</summary>
    X509Certificate2 ServerCertificate(KmeId kme, IPAddress? address);

    /// <summary>The certificate of a SAE that begins no earlier than given, with its key. The caller disposes it.</summary>
    X509Certificate2 ClientCertificate(SaeId sae, DateTimeOffset from);
}
