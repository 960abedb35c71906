using QkdMec.Silo.Workers;

namespace QkdMec.Tests.Processes;

/// <summary>A start that cannot be: one clear line on standard error, an exit code other than 0, and nothing left behind.</summary>
[Collection(ProcessGroup.Name)]
public sealed class StartFailureTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("qkdmec-start-").FullName;
    private readonly ProductAddresses addresses = ProductAddresses.Take();

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Theory]
    [InlineData("there is no scenario 'nowhere'; known: cambridge, chain-31, hospital", "--scenario", "nowhere")]
    [InlineData("scenario 'waxman:1': NODES is '1': give waxman:NODES[:SEED[:SAES]]", "--scenario", "waxman:1")]
    [InlineData("scenario file '/nowhere/s.json' cannot be written", "--scenario", "waxman:5", "--write-scenario", "/nowhere/s.json")]
    [InlineData("scenario file '/nowhere/s.json' cannot be read", "--scenario", "/nowhere/s.json")]
    [InlineData("--gateway http://0.0.0.0:8080: only loopback addresses such as 127.0.0.1 are possible with plain HTTP: begin it with https://, or say --behind-proxy", "--gateway", "http://0.0.0.0:8080")]
    [InlineData("https://0.0.0.0:8080/ is https and there is no certificate: give server.pem and server.key. Others reach the gateway's address https://0.0.0.0:8080/ and there is no authentication: add a token (qkdmec token add) or an OpenID provider", "--gateway", "https://0.0.0.0:8080")]
    [InlineData("there is no authentication: add a token", "--behind-proxy", "--public-gateway", "https://edge.example")]
    [InlineData("give the public base address that they use", "--behind-proxy")]
    [InlineData("--kme-port none: give a port", "--kme-port", "none")]
    [InlineData("--storage cloud: give sqlite", "--storage", "cloud")]
    [InlineData("--machine edge: name the deployment file too, with --deployment", "--machine", "edge")]
    [InlineData("--deployment: say which machine of it this is, with --machine", "--deployment", "d.json")]
    [InlineData("--scenario: not together with --deployment, whose file decides that", "--deployment", "d.json", "--machine", "edge", "--scenario", "hospital")]
    [InlineData("Unrecognized command or argument '--nonsense'", "--nonsense")]
    public async Task Start_WithAWrongOption_IsRefused(string reason, params string[] options) =>
        await AssertRefusedAsync(reason, ["--data", Path.Combine(root, "data"), .. options]);

    [Fact]
    public async Task Start_OfADeployment_OnTheEmbeddedHost_SaysWhatToBuild()
    {
        Assert.SkipUnless(IsEmbedded, "Orleans runs deployments");
        await AssertRefusedAsync("--deployment: this build runs all grains in one process; build with -p:GrainHost=Orleans", ["--deployment", "d.json", "--machine", "edge"]);
    }

    [Fact]
    public async Task Start_OfAWorker_InABuildWithoutGrpc_SaysWhatToBuild()
    {
        Assert.SkipWhen(WorkerBuild.HasGrpc, "this build has gRPC");
        await AssertRefusedAsync(
            "worker: this build has no gRPC: build with -p:Grpc=true",
            ["worker", "--listen", "https://127.0.0.1:9443", "--certificate", "w.pem", "--key", "w.key", "--authority", "ca.pem", "--kme", "https://127.0.0.1:8443", "--serve", "sae-edge-1"]);
    }

    [Fact]
    public async Task Start_WithABrokenScenario_ListsEveryFault()
    {
        var path = Path.Combine(root, "broken.json");
        await File.WriteAllTextAsync(
            path, """{"name":"b","sites":[{"id":"a","kme":"k","hosts":[{"id":"h","sae":"s"}]},{"id":"a","kme":"l"}]}""", TestContext.Current.CancellationToken);
        await AssertRefusedAsync("has 2 faults: site 'a' stands 2 times: give each its own name; MEC host 'h'", [.. Usual(), "--scenario", path]);
    }

    [Fact]
    public async Task Start_WhenAPortIsTaken_NamesIt()
    {
        using var other = FreePorts.Listen(addresses.FirstKme);
        await AssertRefusedAsync($"KME kme-hospital https://127.0.0.1:{addresses.FirstKme}/ is taken by another program", Usual());
    }

    [Fact]
    public async Task Start_WhenTheDataDirectoryCannotBeMade_SaysSo()
    {
        var file = Path.Combine(root, "file");
        await File.WriteAllTextAsync(file, "text", TestContext.Current.CancellationToken);
        await AssertRefusedAsync("cannot be read and written", ["--data", Path.Combine(file, "data"), .. addresses.Arguments]);
    }

    [Fact]
    public async Task Start_WhenTheStateIsNoDatabase_SaysSo()
    {
        Assert.SkipUnless(IsEmbedded, "only the embedded host keeps state in the data directory");
        var data = Path.Combine(root, "data");
        Directory.CreateDirectory(data);
        await File.WriteAllTextAsync(Path.Combine(data, "lock"), "", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(data, "state.db"), new string('x', 4096), TestContext.Current.CancellationToken);
        await AssertRefusedAsync("cannot be opened", Usual());
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Username=app;Password=hidden;Database=vaults", false, "the vault 'PostgreSQL 127.0.0.1:1/vaults, schema qkdmec_hospital' cannot be opened")]
    [InlineData("nonsense", false, "the connection string of the vault of site 'hospital' cannot be read")]
    [InlineData("Host=127.0.0.1", true, "others can read or write it")]
    [InlineData(" ", false, "is empty: write the connection string")]
    public async Task Start_WhenTheDatabaseOfAVaultCannotBeUsed_SaysSo(string connection, bool isOpenToOthers, string reason)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("file modes are Unix's");
            return;
        }

        var site = Path.Combine(root, "data", "sites", "hospital");
        Directory.CreateDirectory(site);
        await File.WriteAllTextAsync(Path.Combine(root, "data", "lock"), "", TestContext.Current.CancellationToken);
        var file = Path.Combine(site, "vault.postgres");
        await File.WriteAllTextAsync(file, connection, TestContext.Current.CancellationToken);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | (isOpenToOthers ? UnixFileMode.OtherRead : UnixFileMode.None));
        await AssertRefusedAsync(reason, Usual());
    }

    private static bool IsEmbedded => AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Embedded{Path.DirectorySeparatorChar}", StringComparison.Ordinal);

    private static async Task AssertRefusedAsync(string reason, string[] arguments)
    {
        await using var product = await ProductProcess.RunToEndAsync(arguments);

        Assert.NotEqual(0, product.ExitCode);
        var line = Assert.Single(product.Errors);
        Assert.StartsWith("QkdMec cannot start: ", line, StringComparison.Ordinal);
        Assert.Contains(reason, line, StringComparison.Ordinal);
        Assert.Empty(product.Output);
    }

    private string[] Usual() => ["--data", Path.Combine(root, "data"), .. addresses.Arguments];
}
