using QkdMec.Tests.Architecture.Sources;

namespace QkdMec.Tests.Processes.Containers;

/// <summary>The image of the built product on a real engine, run as <c>docker/compose.yaml</c> runs it; skipped where no engine answers or its base image cannot be had.</summary>
[Collection(ProcessGroup.Name)]
public sealed class ImageTests : IAsyncLifetime
{
    private const string Dockerfile = "docker/Dockerfile.published";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private string? image;
    private string? container;

    private static string BuiltProduct
    {
        get
        {
            var configuration = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
            return Path.Combine(configuration.Parent!.Parent!.FullName, "QkdMec.Silo", configuration.Name);
        }
    }

    public async ValueTask InitializeAsync()
    {
        var engine = await DockerRun.TryAsync("version", "--format", "{{.Server.Version}}");
        Assert.SkipWhen(engine.ExitCode != 0, $"no Docker engine answers: {engine.Error}");
        var baseImage = Repository.Read(Dockerfile).Split('\n').Single(line => line.StartsWith("FROM ", StringComparison.Ordinal))["FROM ".Length..];
        if ((await DockerRun.TryAsync("image", "inspect", baseImage)).ExitCode != 0)
        {
            var pulled = await DockerRun.TryAsync("pull", "-q", baseImage);
            Assert.SkipWhen(pulled.ExitCode != 0, $"the base image cannot be had: {pulled.Error}");
        }

        image = await DockerRun.OfAsync("build", "-q", "-f", Path.Combine(Repository.Root, Dockerfile), BuiltProduct);
    }

    public async ValueTask DisposeAsync()
    {
        if (container is not null)
        {
            await DockerRun.TryAsync("rm", "-f", "-v", container);
        }

        if (image is not null)
        {
            await DockerRun.TryAsync("rmi", image);
        }
    }

    [Fact]
    public async Task Image_ServesInvocations_AsOrdinaryUserOnAReadOnlyFileSystem_AndEndsInOrder()
    {
        container = await DockerRun.OfAsync(
            "run", "-d", "--read-only", "--tmpfs", "/tmp", "--cap-drop", "ALL", "--security-opt", "no-new-privileges:true", image!);
        Assert.NotNull(await DockerRun.FirstLineAsync(
            Patience, "events", "--since", "1h", "--filter", $"container={container}", "--filter", "event=health_status: healthy"));

        Assert.Equal("""{"a":1}""", await DockerRun.OfAsync("exec", container, "dotnet", "qkdmec.dll", "invoke", "echo", "--data", """{"a":1}"""));
        await AssertConfinedAsync(container);

        await DockerRun.OfAsync("stop", "-t", "10", container);
        Assert.Equal("0", await InspectAsync(container, "{{.State.ExitCode}}"));
    }

    private static async Task AssertConfinedAsync(string container)
    {
        Assert.Equal("true", await InspectAsync(container, "{{.HostConfig.ReadonlyRootfs}}"));
        Assert.DoesNotContain(await InspectAsync(container, "{{.Config.User}}"), new[] { "", "0", "root" });
        Assert.NotEqual("0", await DockerRun.OfAsync("exec", container, "id", "-u"));
        Assert.Equal("700", await DockerRun.OfAsync("exec", container, "stat", "-c", "%a", "/data"));
        var written = await DockerRun.TryAsync("exec", container, "touch", "/var/tmp/written");
        Assert.Contains("Read-only file system", written.Error, StringComparison.Ordinal);
    }

    private static Task<string> InspectAsync(string container, string what) => DockerRun.OfAsync("inspect", "--format", what, container);
}
