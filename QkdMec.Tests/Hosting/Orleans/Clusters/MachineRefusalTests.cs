using QkdMec.Silo.Configuration;
using QkdMec.Tests.Processes;

namespace QkdMec.Tests.Hosting.Orleans.Clusters;

/// <summary>A machine that cannot start: one clear line, and nothing left behind.</summary>
[Collection(ProcessGroup.Name)]
public sealed class MachineRefusalTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>, IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("qkdmec-machine-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task Start_WithoutADatabase_NamesTheVariable() =>
        await AssertRefusedAsync("--deployment: set QKDMEC_POSTGRES to the connection string of the cluster's database", "127.0.0.1", null);

    [Fact]
    public async Task Start_WithADatabaseWithoutTables_NamesTheCommand() =>
        await AssertRefusedAsync("has no tables of QkdMec: run 'qkdmec database migrate'", "127.0.0.1", await postgres.NewDatabaseAsync());

    [Fact]
    public async Task Start_OfAnotherMachine_SaysThatTheAddressIsNotHere() =>
        await AssertRefusedAsync("http://192.0.2.1:11111/ is no address of this machine", "192.0.2.1", null);

    [Fact]
    public async Task Start_OfAnUnknownMachine_ListsThoseThatAreThere() =>
        await AssertRefusedAsync("deployment 'lab' has no such machine; it has a, b", "127.0.0.1", null, "c");

    [Fact]
    public async Task Start_OfASiteOnTwoMachines_WithItsVaultInAFile_SaysWhereItMustBe()
    {
        var database = await postgres.NewDatabaseAsync();
        await Client.Databases.ClusterDatabase.MigrateAsync(database, TestContext.Current.CancellationToken);
        await AssertRefusedAsync("site 'hospital' runs on several machines, so its vault must be in PostgreSQL: set QKDMEC_VAULT_POSTGRES", "127.0.0.1", database);
    }

    private async Task AssertRefusedAsync(string reason, string address, string? database, string machine = "a")
    {
        var ports = FreePorts.Take(6);
        var path = Path.Combine(root, "deployment.json");
        var silo = address == "127.0.0.1" ? ports[0] : 11111;
        await File.WriteAllTextAsync(path, $$"""
            {
              "name": "lab", "scenario": "hospital", "siloPort": {{silo}}, "clientPort": {{ports[1]}}, "kmePort": {{ports[2]}},
              "machines": [
                { "name": "a", "address": "{{address}}", "sites": ["hospital", "relay", "edge"], "health": "http://127.0.0.1:{{ports[5]}}" },
                { "name": "b", "address": "127.0.0.9", "sites": ["hospital"], "gateway": "http://127.0.0.9:8080" }
              ]
            }
            """, TestContext.Current.CancellationToken);
        await using var provision = await ProductProcess.RunToEndAsync("--deployment", path, "--provision", Path.Combine(root, "provisioned"));
        Assert.True(provision.ExitCode == 0, provision.LastWords);
        await using var product = ProductProcess.Begin(
            ["--deployment", path, "--machine", machine, "--data", Path.Combine(root, "provisioned", machine)],
            environment: database is null ? null : new Dictionary<string, string> { [CommandLine.PostgresVariable] = database });
        await product.WaitForEndAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(1, product.ExitCode);
        var line = Assert.Single(product.Errors);
        Assert.StartsWith("QkdMec cannot start: ", line, StringComparison.Ordinal);
        Assert.Contains(reason, line, StringComparison.Ordinal);
    }
}
