using System.Security.Cryptography;
using QkdMec.Grains.KeyVaults;
using QkdMec.Silo.Configuration;
using QkdMec.Silo.DataDirectories;

namespace QkdMec.Silo.Deployments.Provisioning;

/// <summary>Makes the secrets of a deployment: a data directory for each machine with what its own sites and hosts need, and nothing of others.</summary>
internal static class Provision
{
    /// <summary>The option that asks for it.</summary>
    public const string Option = "--provision";

    /// <summary>Makes what is missing; what is there stays, but for certificates near their end.</summary>
    /// <exception cref="StartupException">The folder cannot be used, or what is there does not fit together.</exception>
    public static void Run(DeploymentFile file, string directory, TimeProvider time, TextWriter output)
    {
        var root = Path.GetFullPath(directory);
        try
        {
            CheckOwn(root);
            PrivateDirectory.Create(root);
            Fill(file, new ProvisionedFolders(root, file, output), time);
            output.WriteLine($"'{root}' has what the {file.Deployment.Machines.Count} machines of '{file.Deployment.Name}' need: bring each its folder as data directory, and keep this one offline");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CryptographicException or KeyVaultException)
        {
            throw new StartupException($"{Option} {directory}: {fault.Message}", fault);
        }
    }

    /// <summary>Checks that a machine has what it needs.</summary>
    /// <exception cref="StartupException">Something is missing.</exception>
    public static void Require(DeploymentFile file, Machine machine, string dataDirectory)
    {
        var missing = new MachineFolder(dataDirectory).RequiredFor(file, machine).Where(path => !File.Exists(path)).Select(path => Path.GetRelativePath(dataDirectory, path)).ToList();
        if (missing.Count > 0)
        {
            throw new StartupException(
                $"machine '{machine.Name}' misses {string.Join(", ", missing)} in its data directory '{dataDirectory}': make them with --deployment FILE {Option} DIR and bring DIR/{machine.Name} here");
        }
    }

    private static void Fill(DeploymentFile file, ProvisionedFolders folders, TimeProvider time)
    {
        foreach (var machine in file.Deployment.Machines)
        {
            CheckSites(machine, folders.Of(machine));
        }

        using var authorities = Authorities.Open(folders.Root, file.Deployment.Name, time);
        var nodes = new NodeMaterial(file, folders, authorities);
        foreach (var machine in file.Deployment.Machines)
        {
            PrivateDirectory.Create(folders.Of(machine).Root);
            nodes.Provision(machine);
            Mark(folders.Of(machine));
        }

        new SiteMaterial(file, folders, time).Provision();
    }

    /// <summary>Somebody's home directory, given by mistake, must not be filled with secrets.</summary>
    private static void CheckOwn(string root)
    {
        if (Directory.Exists(root) && Directory.EnumerateFileSystemEntries(root).Any() && !Directory.Exists(Path.Combine(root, Authorities.FolderName)))
        {
            throw new StartupException($"{Option} {root}: it holds other files; give an empty or a new directory");
        }
    }

    // Also one that ran there until the file was changed: its secrets must not stay at another site's machine.
    private static void CheckSites(Machine machine, MachineFolder folder)
    {
        var known = machine.Sites.Concat(machine.Hosts.Select(host => host.Split('/')[0])).ToHashSet(StringComparer.Ordinal);
        var strange = Directory.Exists(folder.Sites) ? Directory.GetDirectories(folder.Sites).FirstOrDefault(site => !known.Contains(Path.GetFileName(site))) : null;
        if (strange is not null)
        {
            throw new StartupException($"'{strange}' is of a site that machine '{machine.Name}' does not run: remove it, here and on the machine");
        }
    }

    /// <summary>A data directory is told from others by its lock, which is left alone where a machine runs on the folder itself.</summary>
    private static void Mark(MachineFolder folder)
    {
        var path = Path.Combine(folder.Root, DataDirectory.LockFile);
        if (!File.Exists(path))
        {
            File.WriteAllBytes(path, []);
        }
    }
}
