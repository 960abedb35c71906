using System.Security.Cryptography;
using QkdMec.Silo.Deployments;
using QkdMec.Silo.Deployments.Provisioning;

namespace QkdMec.Tests.Unit.Deployments;

/// <summary>A folder that a deployment is provisioned into.</summary>
public abstract class ProvisionedFolder : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("qkdmec-provision-").FullName;
    private readonly StringWriter output = new();

    private protected string Folder => Path.Combine(root, "secrets");

    public void Dispose() => Directory.Delete(root, recursive: true);

    private protected DeploymentFile Run(string json = SampleDeployments.Six, TimeProvider? time = null)
    {
        var path = Path.Combine(root, "deployment.json");
        File.WriteAllText(path, json);
        var file = DeploymentFile.Load(path);
        Provision.Run(file, Folder, time ?? TimeProvider.System, output);
        return file;
    }

    private protected string In(params string[] parts) => Path.Combine([Folder, .. parts]);

    private protected IEnumerable<string> FilesOf(string machine) => Relative(In(machine));

    private protected IEnumerable<string> Originals(string site, params string[] names) => names.Select(name => HashOf(In("ca", "sites", site, name)));

    private protected List<string> Hashes() => [.. Relative(Folder).Select(path => $"{path} {HashOf(Path.Combine(Folder, path))}")];

    private static IEnumerable<string> Relative(string directory) =>
        Directory.GetFiles(directory, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(directory, path).Replace('\\', '/')).Order(StringComparer.Ordinal);

    private protected static string HashOf(string path) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)));
}
