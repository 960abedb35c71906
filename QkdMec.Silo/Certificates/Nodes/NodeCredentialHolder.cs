using System.Security.Cryptography;
using QkdMec.Silo.Configuration;

namespace QkdMec.Silo.Certificates.Nodes;

/// <summary>The node's credentials as they are now: files that were replaced are taken up while it runs. Safe for concurrent use.</summary>
/// <remarks>It looks at the contents, not for events: those get lost on mounts where secrets are exchanged as a whole.</remarks>
internal sealed partial class NodeCredentialHolder : IDisposable
{
    /// <summary>How often it looks.</summary>
    public static readonly TimeSpan LookPeriod = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private readonly string directory;
    private readonly ILogger<NodeCredentialHolder> logger;
    private readonly List<NodeCredentials> replaced = [];
    private readonly ITimer timer;
    private byte[] seen;
    private volatile NodeCredentials current;

    /// <summary>Reads the files, and goes on looking at them.</summary>
    /// <exception cref="StartupException">They cannot be used.</exception>
    public NodeCredentialHolder(string directory, TimeProvider time, ILogger<NodeCredentialHolder> logger)
    {
        (this.directory, this.logger) = (directory, logger);
        seen = Fingerprint();
        current = NodeCredentials.Load(directory);
        timer = time.CreateTimer(_ => Look(), null, LookPeriod, LookPeriod);
    }

    /// <summary>The credentials for the next connection.</summary>
    public NodeCredentials Current => current;

    /// <inheritdoc/>
    public void Dispose()
    {
        timer.Dispose();
        lock (gate)
        {
            replaced.ForEach(credentials => credentials.Dispose());
            current.Dispose();
        }
    }

    private void Look()
    {
        lock (gate)
        {
            try
            {
                TakeUp();
            }
            catch (Exception fault) when (fault is StartupException or IOException or UnauthorizedAccessException)
            {
                LogKept(fault.Message);
            }
        }
    }

    // What was seen counts as seen even when it is broken: it is told of once, and tried again when it changes.
    private void TakeUp()
    {
        var now = Fingerprint();
        if (now.AsSpan().SequenceEqual(seen))
        {
            return;
        }

        seen = now;
        var fresh = NodeCredentials.Load(directory);

        // Handshakes may be under way with the old ones; they are replaced by an operator's hand only, so they are kept until the end.
        replaced.Add(current);
        current = fresh;
        LogTakenUp(fresh.Certificate.SerialNumber, fresh.Certificate.NotAfter.ToUniversalTime());
    }

    private byte[] Fingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in (string[])[NodeCredentials.AuthorityFile, NodeCredentials.CertificateFile, NodeCredentials.KeyFile])
        {
            var path = Path.Combine(directory, file);
            hash.AppendData(File.Exists(path) ? File.ReadAllBytes(path) : []);
        }

        return hash.GetHashAndReset();
    }

    [LoggerMessage(LogLevel.Information, "The node certificate was replaced: serial number {Serial}, good until {End:u}")]
    private partial void LogTakenUp(string serial, DateTime end);

    [LoggerMessage(LogLevel.Error, "The files of the node certificate changed and cannot be used; the old ones stay in use: {Why}")]
    private partial void LogKept(string why);
}
