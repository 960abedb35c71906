using System.Security.Cryptography;
using QkdMec.Grains.Identity;
using QkdMec.Grains.QkdLinks.Modules;
using QkdMec.Protocols.Secrets;
using QkdMec.Silo.DataDirectories;

namespace QkdMec.Silo.QkdLinks;

/// <summary>The secrets that the two devices of a simulated link share, one file at each site, as if installed with the devices.</summary>
internal static class LinkSecretFiles
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // Both sites may install a link at once, each in a silo of its own.
    private static readonly Lock Installing = new();

    /// <summary>Gives both sites the same secret, unless both have one already. A site that has lost its file gets new ones at both ends.</summary>
    public static void Install(DataDirectory data, LinkId link, SiteId one, SiteId other)
    {
        lock (Installing)
        {
            InstallBoth([PathOf(data, link, one), PathOf(data, link, other)]);
        }
    }

    private static void InstallBoth(string[] paths)
    {
        if (paths.All(path => File.Exists(path) && new FileInfo(path).Length == SimulatedQkdModule.MinSecretLength))
        {
            return;
        }

        var secret = RandomNumberGenerator.GetBytes(SimulatedQkdModule.MinSecretLength);
        Array.ForEach(paths, path => Write(path, secret));
        CryptographicOperations.ZeroMemory(secret);
    }

    /// <summary>Whether a site has its secret.</summary>
    public static bool Exists(DataDirectory data, LinkId link, SiteId site) => File.Exists(PathOf(data, link, site));

    /// <summary>Reads a site's secret; the caller owns it.</summary>
    public static KeyMaterial Read(DataDirectory data, LinkId link, SiteId site)
    {
        var bytes = File.ReadAllBytes(PathOf(data, link, site));
        var secret = KeyMaterial.CopyOf($"secret of link {link}", bytes);
        CryptographicOperations.ZeroMemory(bytes);
        return secret;
    }

    /// <summary>The file's name in a site's directory.</summary>
    public static string NameOf(LinkId link) => $"link-{link}.secret";

    /// <summary>Makes a secret for both ends.</summary>
    public static void Make(string path)
    {
        var secret = RandomNumberGenerator.GetBytes(SimulatedQkdModule.MinSecretLength);
        Write(path, secret);
        CryptographicOperations.ZeroMemory(secret);
    }

    private static string PathOf(DataDirectory data, LinkId link, SiteId site) => Path.Combine(data.SiteDirectory(site), NameOf(link));

    private static void Write(string path, byte[] secret)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using var stream = new FileStream(path, options);
        stream.Write(secret);
        stream.Flush(flushToDisk: true);
    }
}
