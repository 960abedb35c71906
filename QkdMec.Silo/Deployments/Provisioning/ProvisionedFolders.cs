using QkdMec.Grains.Identity;

namespace QkdMec.Silo.Deployments.Provisioning;

/// <summary>The folders of a provisioning folder: one for each machine, and the originals, from which a machine that is added later gets its own.</summary>
internal sealed class ProvisionedFolders(string root, DeploymentFile file, TextWriter output)
{
    /// <summary>All of it.</summary>
    public string Root => root;

    /// <summary>The folder of a machine.</summary>
    public MachineFolder Of(Machine machine) => new(Path.Combine(root, machine.Name));

    /// <summary>Where a site's own files stand: the originals first.</summary>
    public IReadOnlyList<string> OfSite(SiteId site) =>
        [new MachineFolder(Path.Combine(root, Authorities.FolderName)).Site(site), .. file.MachinesOf(site).Select(machine => Of(machine).Site(site))];

    /// <summary>Says what was made.</summary>
    public void Tell(IReadOnlyList<string> directories, string what)
    {
        foreach (var directory in directories)
        {
            output.WriteLine($"{Path.GetRelativePath(root, directory)}: {what}");
        }
    }
}
