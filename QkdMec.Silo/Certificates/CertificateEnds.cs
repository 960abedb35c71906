using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace QkdMec.Silo.Certificates;

/// <summary>Warns once a day of certificates in the data directory that end soon, also those that are renewed at a start: a process may run for longer.</summary>
internal sealed partial class CertificateEnds : IDisposable
{
    /// <summary>How long before its end a certificate is warned of.</summary>
    public static readonly TimeSpan Notice = TimeSpan.FromDays(30);

    /// <summary>How often to look.</summary>
    public static readonly TimeSpan LookPeriod = TimeSpan.FromDays(1);

    private readonly string root;
    private readonly TimeProvider time;
    private readonly ILogger<CertificateEnds> logger;
    private readonly ITimer timer;

    /// <summary>Looks from now on.</summary>
    public CertificateEnds(string root, TimeProvider time, ILogger<CertificateEnds> logger)
    {
        (this.root, this.time, this.logger) = (root, time, logger);
        timer = time.CreateTimer(_ => Look(), null, TimeSpan.Zero, LookPeriod);
    }

    /// <inheritdoc/>
    public void Dispose() => timer.Dispose();

    private void Look()
    {
        try
        {
            foreach (var path in Directory.EnumerateFiles(root, "*.pem", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                Look(path);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            LogUnreadable(root, fault.Message);
        }
    }

    private void Look(string path)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPemFile(path);
        }
        catch (CryptographicException fault)
        {
            LogUnreadable(path, fault.Message);
        }

        foreach (var certificate in certificates)
        {
            var end = certificate.NotAfter.ToUniversalTime();
            if (end - time.GetUtcNow().UtcDateTime < Notice)
            {
                LogEnding(path, certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false), end);
            }

            certificate.Dispose();
        }
    }

    [LoggerMessage(LogLevel.Warning, "The certificate of {Name} in {Path} ends on {End:u}: one process renews its own at a start, machines of a deployment get theirs by --provision")]
    private partial void LogEnding(string path, string name, DateTime end);

    [LoggerMessage(LogLevel.Warning, "Whether the certificates in {Path} end soon cannot be seen: {Why}")]
    private partial void LogUnreadable(string path, string why);
}
