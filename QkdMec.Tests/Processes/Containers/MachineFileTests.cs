using System.ComponentModel;
using System.Diagnostics;
using QkdMec.Silo.Deployments;
using QkdMec.Tests.Architecture.Sources;

namespace QkdMec.Tests.Processes.Containers;

/// <summary>Are the files of <c>docker/machines</c> good as they are?</summary>
[Collection(ProcessGroup.Name)]
public sealed class MachineFileTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("qkdmec-machine-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void Deployment_IsWithoutFault_AndHasTheMachinesOfTheGuide()
    {
        var file = DeploymentFile.Load(Repository.PathTo("docker/machines/deployment.json"));
        var guide = Repository.Read("docs/deployment.md");

        Assert.All(file.Deployment.Machines, machine => Assert.Contains($"| `{machine.Name}` | {machine.Address} |", guide, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Unit_IsTakenBySystemd()
    {
        var unit = Repository.PathTo("docker/machines/qkdmec.service");
        using var process = StartVerification(unit);
        Assert.SkipWhen(process is null, "this machine has no systemd-analyze");
        var said = await process!.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal((0, ""), (process.ExitCode, said));
    }

    [Theory]
    [InlineData("compose.yaml")]
    [InlineData("compose.yaml", "one-engine.yaml")]
    [InlineData("database.yaml")]
    public async Task Composition_IsTakenByCompose(params string[] names)
    {
        var compose = await DockerRun.TryAsync("compose", "version");
        Assert.SkipWhen(compose.ExitCode != 0, $"this machine has no Docker Compose: {compose.Error}");
        File.Copy(Repository.PathTo("docker/machines/machine.env.example"), Path.Combine(root, "machine.env"));
        var variables = Path.Combine(root, "variables");
        await File.WriteAllTextAsync(variables, $"QKDMEC_ETC={root}\nQKDMEC_ADDRESS=10.0.0.13\n", TestContext.Current.CancellationToken);
        var files = names.SelectMany(name => new[] { "-f", Repository.PathTo($"docker/machines/{name}") });

        await DockerRun.OfAsync(["compose", "--env-file", variables, .. files, "config", "-q"]);
    }

    private static Process? StartVerification(string unit)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("systemd-analyze", ["verify", unit]) { RedirectStandardError = true });
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
