using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace QkdMec.Silo.Certificates;

/// <summary>Certificates and private keys as PEM files. A private key is readable by its owner only, from its first byte on.</summary>
internal static class CertificateFiles
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Reads a certificate with its private key; null when one of the files is missing or they do not fit together.</summary>
    public static X509Certificate2? TryLoad(string certificatePath, string keyPath)
    {
        if (!File.Exists(certificatePath) || !File.Exists(keyPath))
        {
            return null;
        }

        try
        {
            using var loaded = X509Certificate2.CreateFromPemFile(certificatePath, keyPath);
            return Portable(loaded);
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException)
        {
            // A half-written or exchanged file: the caller makes a new pair.
            return null;
        }
    }

    /// <summary>Writes a certificate and its private key, the key first, each as a whole or not at all.</summary>
    public static void Save(X509Certificate2 certificate, string certificatePath, string keyPath)
    {
        using var key = certificate.GetECDsaPrivateKey() ?? throw new ArgumentException("the certificate has no ECDSA key", nameof(certificate));
        WriteSecret(keyPath, key.ExportPkcs8PrivateKeyPem());
        Write(certificatePath, certificate.ExportCertificatePem() + "\n");
    }

    /// <summary>Replaces a public file as a whole.</summary>
    public static void Write(string path, string text) => Replace(path, text, mode: null);

    /// <summary>A certificate whose key every platform's TLS accepts.</summary>
    public static X509Certificate2 Portable(X509Certificate2 certificate) => X509CertificateLoader.LoadPkcs12(
        certificate.Export(X509ContentType.Pkcs12), password: null, X509KeyStorageFlags.Exportable);

    private static void WriteSecret(string path, string text) => Replace(path, text + "\n", OwnerOnly);

    private static void Replace(string path, string text, UnixFileMode? mode)
    {
        var draft = path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (mode is not null && !OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = mode;
        }

        using (var stream = new FileStream(draft, options))
        {
            stream.Write(Encoding.ASCII.GetBytes(text));
            stream.Flush(flushToDisk: true);
        }

        File.Move(draft, path, overwrite: true);
    }
}
