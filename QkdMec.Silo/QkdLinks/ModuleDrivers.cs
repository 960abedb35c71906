using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using QkdMec.Grains.Identity;
using QkdMec.Grains.QkdLinks.Modules;
using QkdMec.Silo.Configuration;
using QkdMec.Silo.QkdLinks.KeyFiles;
using QkdMec.Silo.QkdLinks.Upstream;
using QkdMec.Silo.Scenarios;

namespace QkdMec.Silo.QkdLinks;

/// <summary>Makes the device at one end of a link as the scenario has it.</summary>
internal static class ModuleDrivers
{
    /// <summary>Both ends derive the same bits.</summary>
    public const string Simulated = "simulated";

    /// <summary>A KME beside each end.</summary>
    public const string Etsi014 = "etsi014";

    /// <summary>Files that were exchanged out of band.</summary>
    public const string KeyFiles = "key-files";

    /// <summary>All of them.</summary>
    public static ImmutableArray<string> Names { get; } = [Simulated, Etsi014, KeyFiles];

    /// <summary>Makes the device at an end; null when the scenario leaves the link simulated.</summary>
    /// <param name="link">The link.</param>
    /// <param name="end">The end.</param>
    /// <param name="module">The link's section, checked.</param>
    /// <param name="siteDirectory">Where the site keeps what it must remember.</param>
    /// <param name="services">What drivers need.</param>
    /// <exception cref="StartupException">A file or a directory of the driver cannot be used.</exception>
    public static IQkdModule? Make(LinkId link, KmeId end, ModuleScenario? module, string siteDirectory, ModuleServices services)
    {
        if (module is null or { Driver: Simulated })
        {
            return null;
        }

        var (mine, other) = (module.Ends[end.Value], module.Ends[link.Other(end).Value]);
        var name = $"link '{link}' at '{end}'";
        return module.Driver == Etsi014
            ? new UpstreamQkdModule(link, end, UpstreamOf(name, mine, other), services)
            : KeyFilesOf(name, link, end, mine, (siteDirectory, services));
    }

    private static UpstreamKmeOptions UpstreamOf(string name, ModuleEndScenario mine, ModuleEndScenario other)
    {
        try
        {
            RequirePrivate(name, mine.Key!);
            using var pair = X509Certificate2.CreateFromPemFile(mine.Certificate!, mine.Key!);
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPemFile(mine.Authorities!);
            return authorities.Count == 0
                ? throw new StartupException($"{name}: '{mine.Authorities}' has no certificate of an authority")
                : new UpstreamKmeOptions
                {
                    Kme = new Uri(mine.Kme!),
                    Certificate = X509CertificateLoader.LoadPkcs12(pair.Export(X509ContentType.Pkcs12), password: null),
                    Authorities = authorities,
                    PeerSae = other.Sae!,
                };
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new StartupException($"{name}: certificate, key or authorities cannot be used: {fault.Message}", fault);
        }
    }

    private static KeyFileQkdModule KeyFilesOf(string name, LinkId link, KmeId end, ModuleEndScenario mine, (string SiteDirectory, ModuleServices Services) site)
    {
        var directory = new KeyFileDirectory(Path.GetFullPath(mine.Directory!));
        if (directory.Fault() is { } fault)
        {
            throw new StartupException($"{name}: {fault}");
        }

        try
        {
            return new KeyFileQkdModule(link, end, directory, KeyFileLedger.Open(Path.Combine(site.SiteDirectory, $"link-{link}.used")), site.Services);
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new StartupException($"{name}: {broken.Message}", broken);
        }
    }

    private static void RequirePrivate(string name, string path)
    {
        const UnixFileMode Others = (UnixFileMode)0b000_111_111;
        if (!OperatingSystem.IsWindows() && File.Exists(path) && (File.GetUnixFileMode(path) & Others) != 0)
        {
            throw new StartupException($"{name}: private key '{path}' can be used by others: chmod 600");
        }
    }
}
