using System.Diagnostics;

namespace QkdMec.Tests.Hosting.Orleans.Machines;

/// <summary>A small disk of its own for a site's directory, in memory, that can be filled.</summary>
internal sealed class VaultDisk : IDisposable
{
    private const string Megabytes = "192";
    private readonly string directory;

    private VaultDisk(string directory) => this.directory = directory;

    private string Ballast => Path.Combine(directory, "ballast");

    /// <summary>Puts each directory on a disk of its own, with what is in it; none when this computer does not let us.</summary>
    public static IReadOnlyDictionary<string, VaultDisk> MountAll(IEnumerable<(string Machine, string Directory)> sites)
    {
        var disks = new Dictionary<string, VaultDisk>();
        foreach (var (machine, directory) in sites)
        {
            if (!TryMount(directory))
            {
                return disks;
            }

            disks[machine] = new VaultDisk(directory);
        }

        return disks;
    }

    /// <summary>Fills it to the last byte.</summary>
    public void Fill()
    {
        using var file = new FileStream(Ballast, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        foreach (var size in new[] { 1 << 20, 1 << 12 })
        {
            var content = new byte[size];
            try
            {
                while (true)
                {
                    file.Write(content);
                }
            }
            catch (IOException)
            {
                // Full, but for what is smaller than that.
            }
        }
    }

    /// <summary>Frees what <see cref="Fill"/> took.</summary>
    public void Free() => File.Delete(Ballast);

    public void Dispose() => Run("umount", directory);

    private static bool TryMount(string directory)
    {
        var held = directory + ".held";
        Directory.Move(directory, held);
        Directory.CreateDirectory(directory);
        var isMounted = Run("mount", "-t", "tmpfs", "-o", $"size={Megabytes}m,mode=0700", "tmpfs", directory);
        foreach (var file in Directory.GetFiles(held))
        {
            File.Copy(file, Path.Combine(directory, Path.GetFileName(file)));
        }

        Directory.Delete(held, recursive: true);
        return isMounted;
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
