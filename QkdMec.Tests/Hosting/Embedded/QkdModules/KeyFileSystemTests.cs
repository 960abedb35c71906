using System.Runtime.Versioning;
using Microsoft.Extensions.Logging.Abstractions;
using QkdMec.Silo.Composition;
using QkdMec.Silo.Configuration;
using QkdMec.Silo.DataDirectories;
using QkdMec.Silo.Running;
using QkdMec.Silo.Scenarios;
using QkdMec.Tests.Processes;

namespace QkdMec.Tests.Hosting.Embedded.QkdModules;

/// <summary>A whole system whose only link takes its key from files: what SAEs draw is what was exchanged.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class KeyFileSystemTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string root = Directory.CreateTempSubdirectory("qkdmec-key-file-system-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task Keys_ComeFromTheFiles_AndAreTheSameAtBothEnds()
    {
        var exchanged = new byte[256 * 1024];
        Random.Shared.NextBytes(exchanged);
        Exchange("a", exchanged);
        Exchange("b", exchanged);
        var ports = ProductAddresses.Take();
        var options = new SystemOptions
        {
            Scenario = WriteScenario(), DataDirectory = Path.Combine(root, "data"), Gateway = ports.GatewayUri, Client = ports.ClientUri, KmePort = ports.FirstKme,
        };
        using var data = DataDirectory.Open(options.DataDirectory);
        await using var system = await RunningSystem.StartAsync(
            new SystemPlan(ScenarioLibrary.Load(options.Scenario), options), data, NullLoggerFactory.Instance, stopping: TestContext.Current.CancellationToken);
        await system.WhenReadyAsync(TestContext.Current.CancellationToken);
        using KmeCaller one = new(data.Root, "sae-a", ports.HospitalKme), other = new(data.Root, "sae-b", ports.EdgeKme);
        var drawn = Assert.Single(await one.DrawAsync("sae-b", 1));

        Assert.Equal(drawn.Bytes, (await other.FetchAsync("sae-a", drawn.Id)).Bytes);
        Assert.True(exchanged.AsSpan().IndexOf(drawn.Bytes) >= 0);
        Assert.All(new[] { "a", "b" }, end => Assert.True(File.ReadAllBytes(PathOf(end)).AsSpan().IndexOf(drawn.Bytes) < 0));
    }

    private string PathOf(string end) => Path.Combine(root, end, "001.key");

    private void Exchange(string end, byte[] key)
    {
        Directory.CreateDirectory(Path.Combine(root, end), OwnerOnly | UnixFileMode.UserExecute);
        File.WriteAllBytes(PathOf(end), key);
        File.SetUnixFileMode(PathOf(end), OwnerOnly);
    }

    private string WriteScenario()
    {
        var path = Path.Combine(root, "files.json");
        File.WriteAllText(path, $$"""
            {
              "name": "files",
              "sites": [{ "id": "a", "kme": "kme-a", "saes": ["sae-a"] }, { "id": "b", "kme": "kme-b", "saes": ["sae-b"] }],
              "links": [{ "between": ["kme-a", "kme-b"], "profile": "gigahertz", "kilometres": 10, "rateBitsPerSecond": 400000,
                "module": { "driver": "key-files", "ends": { "kme-a": { "directory": "{{Path.Combine(root, "a")}}" }, "kme-b": { "directory": "{{Path.Combine(root, "b")}}" } } } }]
            }
            """);
        return path;
    }
}
