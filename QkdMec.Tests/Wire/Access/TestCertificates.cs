using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using QkdMec.Protocols.Tls;

namespace QkdMec.Tests.Wire.Access;

/// <summary>Self-signed certificates for loopback, made when a test needs them.</summary>
internal static class TestCertificates
{
    /// <summary>A certificate of that name for <c>localhost</c> and 127.0.0.1, good whatever the test's clock says.</summary>
    public static X509Certificate2 Make(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), password: null, X509KeyStorageFlags.Exportable);
    }

    /// <summary>Writes a certificate and its key as <c>server.pem</c> and <c>server.key</c>, over those of before.</summary>
    public static TlsFiles Write(X509Certificate2 certificate, string directory)
    {
        var files = new TlsFiles(Path.Combine(directory, "server.pem"), Path.Combine(directory, "server.key"));
        using var key = certificate.GetECDsaPrivateKey()!;
        QkdMec.Protocols.Files.PrivateFile.Replace(files.Key, System.Text.Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem()));
        File.WriteAllText(files.Certificate, certificate.ExportCertificatePem());
        return files;
    }

    /// <summary>A client that trusts these certificates only, whatever names they have.</summary>
    public static HttpClient Client(params X509Certificate2[] trusted)
    {
        var options = TrustedAuthorities.ClientOptions([.. trusted]);

        // The client takes the name it checks from the Host field, which tests make up.
        options.RemoteCertificateValidationCallback = (_, _, _, errors) => (errors & ~SslPolicyErrors.RemoteCertificateNameMismatch) == SslPolicyErrors.None;
        return new HttpClient(new SocketsHttpHandler { SslOptions = options, UseProxy = false, AllowAutoRedirect = false });
    }
}
