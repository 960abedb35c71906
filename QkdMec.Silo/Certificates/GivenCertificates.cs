using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using QkdMec.Grains.Identity;
using QkdMec.Silo.Configuration;

namespace QkdMec.Silo.Certificates;

/// <summary>The certificates of a site of which only MEC hosts run on this machine: those it was given, for the authority's key is at the site.</summary>
internal sealed class GivenCertificates : ISiteCertificates
{
    private readonly string clientDirectory;

    /// <summary>Reads the authority's certificate.</summary>
    /// <exception cref="StartupException">It is not there.</exception>
    public GivenCertificates(string siteDirectory, string clientDirectory)
    {
        this.clientDirectory = clientDirectory;
        var path = Path.Combine(siteDirectory, "ca.pem");
        try
        {
            Authority = X509CertificateLoader.LoadCertificateFromFile(path);
        }
        catch (Exception fault) when (fault is CryptographicException or IOException)
        {
            throw new StartupException($"'{path}' cannot be used: {fault.Message}", fault);
        }
    }

    /// <inheritdoc/>
    public X509Certificate2 Authority { get; }

    /// <inheritdoc/>
    public X509Certificate2 ServerCertificate(KmeId kme, IPAddress? address) => throw new InvalidOperationException($"the KME '{kme}' does not run on this machine");

    /// <inheritdoc/>
    /// <exception cref="StartupException">The machine was given none.</exception>
    public X509Certificate2 ClientCertificate(SaeId sae, DateTimeOffset from)
    {
        var path = Path.Combine(clientDirectory, sae.Value);
        return CertificateFiles.TryLoad(path + ".pem", path + ".key")
            ?? throw new StartupException($"'{path}.pem' and its key are not there or do not fit together: make them with --provision and bring them to this machine");
    }

    /// <inheritdoc/>
    public void Dispose() => Authority.Dispose();
}
