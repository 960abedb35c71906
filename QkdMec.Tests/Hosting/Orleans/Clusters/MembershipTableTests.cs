using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime.Membership;
using Orleans.Runtime.MembershipService;
using QkdMec.Client.Databases;

namespace QkdMec.Tests.Hosting.Orleans.Clusters;

/// <summary>The members of a cluster through Orleans' ADO.NET provider and the statements of <c>0002-cluster.sql</c>, on a real server.</summary>
public sealed class MembershipTableTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>, IAsyncLifetime
{
    private static readonly DateTime Begin = new(2026, 1, 1, 12, 0, 0, DateTimeKind.Utc);
    private string database = "";
    private AdoNetClusteringTable table = null!;

    public async ValueTask InitializeAsync()
    {
        database = await postgres.NewDatabaseAsync();
        await ClusterDatabase.MigrateAsync(database, TestContext.Current.CancellationToken);
        table = await OpenAsync("one");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task NewCluster_HasAVersion_AndNoMember()
    {
        var all = await table.ReadAll();

        Assert.Empty(all.Members);
        Assert.Equal(0, all.Version.Version);
    }

    [Fact]
    public async Task Entry_IsReadAsItWasWritten()
    {
        var entry = EntryOf(1, SiloStatus.Joining);
        Assert.True(await table.InsertRow(entry, (await table.ReadAll()).Version.Next()));
        entry.Status = SiloStatus.Active;
        entry.AddSuspector(SiloAt(2), Begin);
        Assert.True(await table.UpdateRow(entry, "", (await table.ReadAll()).Version.Next()));
        entry.IAmAliveTime = Begin.AddMinutes(1);
        await table.UpdateIAmAlive(entry);
        var read = Assert.Single((await table.ReadRow(entry.SiloAddress)).Members).Item1;

        Assert.Equal((entry.SiloAddress, entry.SiloName, entry.HostName, entry.ProxyPort), (read.SiloAddress, read.SiloName, read.HostName, read.ProxyPort));
        Assert.Equal((SiloStatus.Active, Begin, entry.IAmAliveTime), (read.Status, read.StartTime, read.IAmAliveTime));
        Assert.Equal(SiloAt(2), Assert.Single(read.SuspectTimes!).Item1);
        Assert.Empty((await table.ReadRow(SiloAt(9))).Members);
    }

    [Fact]
    public async Task Change_WithAnOldVersion_IsRefused()
    {
        var seen = (await table.ReadAll()).Version.Next();
        Assert.True(await table.InsertRow(EntryOf(1, SiloStatus.Active), seen));

        Assert.False(await table.InsertRow(EntryOf(2, SiloStatus.Active), seen));
        Assert.False(await table.UpdateRow(EntryOf(1, SiloStatus.Dead), "", seen));
        var now = await table.ReadAll();
        Assert.False(await table.InsertRow(EntryOf(1, SiloStatus.Active), now.Version.Next()));
        Assert.False(await table.UpdateRow(EntryOf(3, SiloStatus.Active), "", now.Version.Next()));
        Assert.Equal((1, SiloStatus.Active), (now.Version.Version, Assert.Single(now.Members).Item1.Status));
        Assert.Equal(now.Version.Version, (await table.ReadAll()).Version.Version);
    }

    [Fact]
    public async Task Changes_OfSeveralAtOnce_AreMadeOneAfterAnother()
    {
        var version = (await table.ReadAll()).Version.Next();
        var made = await Task.WhenAll(Enumerable.Range(1, 8).Select(number => table.InsertRow(EntryOf(number, SiloStatus.Active), version)));

        Assert.Single(made, true);
        Assert.Single((await table.ReadAll()).Members);
    }

    [Fact]
    public async Task Cleanup_RemovesTheDeadOfOld_AndNobodyElse()
    {
        await AddAsync(EntryOf(1, SiloStatus.Dead), EntryOf(2, SiloStatus.Active), EntryOf(3, SiloStatus.Joining));
        await table.CleanupDefunctSiloEntries(Begin);
        Assert.Equal(3, (await table.ReadAll()).Members.Count);
        await table.CleanupDefunctSiloEntries(Begin.AddSeconds(1));

        Assert.Equal([SiloAt(2), SiloAt(3)], (await table.ReadAll()).Members.Select(member => member.Item1.SiloAddress).OrderBy(silo => silo.Endpoint.Port));
    }

    [Fact]
    public async Task Clusters_OfOneDatabase_DoNotSeeOneAnother()
    {
        await AddAsync(EntryOf(1, SiloStatus.Active));
        var other = await OpenAsync("other");
        Assert.Empty((await other.ReadAll()).Members);
        await other.DeleteMembershipTableEntries("other");
        Assert.Single((await table.ReadAll()).Members);
        await table.DeleteMembershipTableEntries("one");

        Assert.Empty((await table.ReadAll()).Members);
    }

    [Fact]
    public async Task Gateways_AreTheActiveOnes()
    {
        await AddAsync(EntryOf(1, SiloStatus.Active), EntryOf(2, SiloStatus.Dead));
        using var services = new ServiceCollection().BuildServiceProvider();
        var client = Options.Create(new AdoNetClusteringClientOptions { Invariant = "Npgsql", ConnectionString = database });
        var gateways = new AdoNetGatewayListProvider(
            NullLogger<AdoNetGatewayListProvider>.Instance, services, client, Options.Create(new GatewayOptions()), Options.Create(new ClusterOptions { ClusterId = "one" }));
        await gateways.InitializeGatewayListProvider();

        Assert.Equal(30001, Assert.Single(await gateways.GetGateways()).Port);
    }

    private static SiloAddress SiloAt(int number) => SiloAddress.New(new IPEndPoint(IPAddress.Parse("10.0.0.1"), 11000 + number), 7);

    private static MembershipEntry EntryOf(int number, SiloStatus status) => new()
    {
        SiloAddress = SiloAt(number), SiloName = $"machine-{number}", HostName = "host", Status = status, ProxyPort = 30000 + number, StartTime = Begin, IAmAliveTime = Begin,
    };

    private async Task AddAsync(params MembershipEntry[] entries)
    {
        foreach (var entry in entries)
        {
            Assert.True(await table.InsertRow(entry, (await table.ReadAll()).Version.Next()));
        }
    }

    private async Task<AdoNetClusteringTable> OpenAsync(string cluster)
    {
        var options = Options.Create(new AdoNetClusteringSiloOptions { Invariant = "Npgsql", ConnectionString = database });
        var opened = new AdoNetClusteringTable(
            new ServiceCollection().BuildServiceProvider(), Options.Create(new ClusterOptions { ClusterId = cluster }), options, NullLogger<AdoNetClusteringTable>.Instance);
        await opened.InitializeMembershipTable(tryInitTableVersion: true);
        return opened;
    }
}
