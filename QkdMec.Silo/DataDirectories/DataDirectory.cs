using QkdMec.Gateway.Hosting;
using QkdMec.Grains.Identity;
using QkdMec.Silo.Configuration;

namespace QkdMec.Silo.DataDirectories;

/// <summary>Where everything of a system is kept. Readable by its owner only, and held by one process at a time.</summary>
/// <remarks>Two processes on the same vaults would give out the same key bits, so the lock is taken before any file is opened.</remarks>
internal sealed class DataDirectory : IDisposable
{
    /// <summary>The folder of the certificates that clients use.</summary>
    public const string CertificatesFolder = "certs";

    /// <summary>The folder of the sites' directories.</summary>
    public const string SitesFolder = "sites";

    /// <summary>The file that is held, and marks a directory as ours.</summary>
    public const string LockFile = "lock";

    private readonly FileStream held;

    private DataDirectory(string path, FileStream held)
    {
        Root = path;
        this.held = held;
    }

    /// <summary>The directory, as an absolute path.</summary>
    public string Root { get; }

    /// <summary>The database of grain state.</summary>
    public string StateDatabase => Path.Combine(Root, "state.db");

    /// <summary>The certificates that clients use.</summary>
    public string Certificates => Path.Combine(Root, CertificatesFolder);

    /// <summary>Opens the directory, or makes it, and keeps other processes out of it.</summary>
    /// <exception cref="StartupException">It cannot be made, read or written, or another process holds it.</exception>
    public static DataDirectory Open(string path)
    {
        var root = Path.GetFullPath(path);
        try
        {
            CheckOwn(root);
            PrivateDirectory.Create(root);
            return new DataDirectory(root, Hold(root));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"data directory '{root}' cannot be read and written: {fault.Message}", fault);
        }
    }

    /// <summary>The directory of a site's vault, master key and certificate authority.</summary>
    public string SiteDirectory(SiteId site)
    {
        var directory = Path.Combine(Root, SitesFolder, site.Value);
        PrivateDirectory.Create(directory);
        return directory;
    }

    /// <summary>Lets other processes in.</summary>
    public void Dispose() => held.Dispose();

    private static FileStream Hold(string root)
    {
        try
        {
            return new FileStream(Path.Combine(root, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException fault) when (fault is not (DirectoryNotFoundException or PathTooLongException))
        {
            throw new StartupException($"data directory '{root}' is in use by another running QkdMec; stop it or give another directory with --data", fault);
        }
    }

    /// <summary>Somebody's home directory, given by mistake, must not be locked up and filled. Tokens may be made before the first start.</summary>
    private static void CheckOwn(string root)
    {
        if (Directory.Exists(root) && Directory.EnumerateFileSystemEntries(root).Any(entry => Path.GetFileName(entry) != GatewayDirectory.Name) && !File.Exists(Path.Combine(root, LockFile)))
        {
            throw new StartupException($"data directory '{root}' holds other files; give an empty or a new directory with --data");
        }
    }
}
