using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using QkdMec.Grains.Identity;
using QkdMec.Protocols.Files;
using QkdMec.Protocols.Tls;
using QkdMec.Silo.Certificates;
using QkdMec.Silo.Configuration;

namespace QkdMec.Silo.Workers;

/// <summary>What a worker shows, to its KME and to its hosts. Files that are replaced are taken up; the SAE stays the same.</summary>
internal sealed partial class WorkerCredentials
{
    private readonly RenewedFile<SslStreamCertificateContext> files;

    private WorkerCredentials(RenewedFile<SslStreamCertificateContext> files, X509Certificate2Collection authorities, SaeId sae) =>
        (this.files, Authorities, Sae) = (files, authorities, sae);

    /// <summary>The worker's SAE.</summary>
    public SaeId Sae { get; }

    /// <summary>Whom it trusts.</summary>
    public X509Certificate2Collection Authorities { get; }

    /// <summary>The certificate with its key and chain.</summary>
    public SslStreamCertificateContext Context => files.Current;

    /// <summary>The certificate with its key.</summary>
    public X509Certificate2 Certificate => files.Current.TargetCertificate;

    /// <summary>Reads and checks the files.</summary>
    /// <exception cref="StartupException">They cannot be used.</exception>
    public static WorkerCredentials Load(WorkerSettings settings, TimeProvider time, ILogger<WorkerCredentials> logger)
    {
        try
        {
            var authorities = TrustedAuthorities.Read(settings.Authorities);
            var sae = SaeOf(new TlsFiles(settings.Certificate, settings.Key).Load(), settings, authorities);
            return new WorkerCredentials(
                new RenewedFile<SslStreamCertificateContext>([settings.Certificate, settings.Key], () => Renew(settings, authorities, sae), time, fault => LogUnusable(logger, settings.Certificate, fault.Message)),
                authorities,
                sae);
        }
        catch (InvalidDataException fault)
        {
            throw new StartupException($"worker: {fault.Message}", fault);
        }
    }

    private static SslStreamCertificateContext Renew(WorkerSettings settings, X509Certificate2Collection authorities, SaeId sae)
    {
        var context = new TlsFiles(settings.Certificate, settings.Key).Load();
        return SaeOf(context, settings, authorities) == sae ? context : throw new InvalidDataException($"the certificate '{settings.Certificate}' is of another SAE than '{sae}'");
    }

    private static SaeId SaeOf(SslStreamCertificateContext context, WorkerSettings settings, X509Certificate2Collection authorities)
    {
        using var chain = new X509Chain { ChainPolicy = CertificateIssuer.PolicyFor(authorities) };
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(CertificateIssuer.ClientAuthentication));
        chain.ChainPolicy.ExtraStore.AddRange(context.IntermediateCertificates.ToArray());
        if (!chain.Build(context.TargetCertificate))
        {
            var why = string.Join("; ", chain.ChainStatus.Select(status => status.StatusInformation.Trim()).Distinct());
            throw new InvalidDataException($"no authority in '{settings.Authorities}' vouches for the certificate '{settings.Certificate}' as a SAE's: {why}");
        }

        return WorkerTls.SaeOf(context.TargetCertificate) ?? throw new InvalidDataException($"the certificate '{settings.Certificate}' names no SAE: it needs one URI urn:etsi:qkd:sae:NAME");
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Path} was replaced and cannot be used; the certificate of before stays: {Why}")]
    private static partial void LogUnusable(ILogger logger, string path, string why);
}
