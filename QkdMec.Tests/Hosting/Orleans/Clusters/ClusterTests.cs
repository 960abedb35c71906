using System.Net;
using System.Text.Json;
using Npgsql;
using QkdMec.Tests.Processes;

namespace QkdMec.Tests.Hosting.Orleans.Clusters;

/// <summary>Three machines: a client's site with the relay, the edge's site with its MEC hosts, and a gateway alone.</summary>
[Collection(ClusterGroup.Name)]
public sealed class ClusterTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>, IAsyncLifetime
{
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(10);
    private ProductCluster cluster = null!;

    public async ValueTask InitializeAsync() =>
        cluster = await new ProductCluster(await postgres.NewDatabaseAsync())
            .With("clinic", ["hospital", "relay"], client: true)
            .With("edge", ["edge"])
            .With("gate", [], gateway: true)
            .PrepareAsync();

    public ValueTask DisposeAsync() => cluster?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task Gateway_WaitsForTheCluster_AndServesWhatCrossesItsMachines()
    {
        cluster.Begin("gate");
        using (await cluster.UntilAsync(() => cluster.GetAsync(cluster.HealthOf("gate", "healthz")), HttpStatusCode.OK))
        using (var waiting = await cluster.GetAsync(cluster.HealthOf("gate", "readyz")))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, waiting.StatusCode);
        }

        await cluster.StartAsync("clinic", "edge");
        await cluster.Process("gate").WhenReadyAsync();

        using var echoed = await cluster.InvokeAsync("clinic");
        Assert.Equal("""{"a":1}""", await echoed.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        await AssertKeysCrossAsync();
        foreach (var machine in new[] { "clinic", "edge", "gate" })
        {
            using var ready = await cluster.UntilAsync(() => cluster.GetAsync(cluster.HealthOf(machine, "readyz")), HttpStatusCode.OK);
        }

        Assert.Equal(cluster.KmeOf("edge"), await KeyAddressOfAsync("kme-edge"));
    }

    [Fact]
    public async Task Kill_OfASitesMachine_IsRefusedMeanwhile_AndMendedByItsReturn()
    {
        await cluster.StartAsync("clinic", "edge", "gate");
        using var before = await cluster.UntilAsync(() => cluster.InvokeAsync("clinic"), HttpStatusCode.OK);
        await cluster.Process("edge").KillAsync();

        // Nobody takes the site over: its keys are there and nowhere else.
        using (var unready = await cluster.UntilAsync(() => cluster.GetAsync(cluster.GatewayOf("gate", "readyz")), HttpStatusCode.ServiceUnavailable))
        using (var refused = await cluster.InvokeAsync("clinic"))
        {
            Assert.False(refused.IsSuccessStatusCode);
        }

        await cluster.StartAsync("edge");
        using var after = await cluster.UntilAsync(() => cluster.InvokeAsync("clinic"), HttpStatusCode.OK);
        using var ready = await cluster.UntilAsync(() => cluster.GetAsync(cluster.GatewayOf("gate", "readyz")), HttpStatusCode.OK);
        await AssertKeysCrossAsync();
    }

    [Fact]
    public async Task Gateway_WhoseClusterIsGone_AnswersUnavailable_AndComesBackWithIt()
    {
        await cluster.StartAsync("clinic", "edge", "gate");
        await cluster.Process("edge").KillAsync();
        await cluster.Process("clinic").KillAsync();

        using (var unready = await cluster.UntilAsync(() => cluster.GetAsync(cluster.HealthOf("gate", "readyz")), HttpStatusCode.ServiceUnavailable))
        using (var refused = await cluster.GetAsync(cluster.GatewayOf("gate", "dev_app/v1/app_list")))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.NotNull(refused.Headers.RetryAfter);
        }

        await cluster.StartAsync("clinic", "edge");
        using var ready = await cluster.UntilAsync(() => cluster.GetAsync(cluster.HealthOf("gate", "readyz")), HttpStatusCode.OK);
        using var echoed = await cluster.UntilAsync(() => cluster.InvokeAsync("clinic"), HttpStatusCode.OK);
    }

    [Fact]
    public async Task Sigterm_LeavesTheClusterInOrder()
    {
        await cluster.StartAsync("clinic", "edge", "gate");
        foreach (var machine in new[] { "edge", "gate", "clinic" })
        {
            await cluster.Process(machine).TerminateAsync(EndLimit);
            Assert.Equal(0, cluster.Process(machine).ExitCode);
        }

        Assert.Equal(["clinic 6", "edge 6"], await MembersAsync());
    }

    private async Task AssertKeysCrossAsync()
    {
        using var hospital = new KmeCaller(cluster.DataOf("clinic"), "sae-hospital", cluster.KmeOf("clinic"));
        using var edge = new KmeCaller(cluster.DataOf("edge"), "sae-edge-1", cluster.KmeOf("edge"));
        var drawn = Assert.Single(await hospital.DrawWhenFilledAsync("sae-edge-1", 1));
        Assert.Equal(drawn.Bytes, (await edge.FetchAsync("sae-hospital", drawn.Id)).Bytes);
    }

    /// <summary>Where a gateway, which runs no KME itself, says that keys are drawn.</summary>
    private async Task<Uri> KeyAddressOfAsync(string kme)
    {
        using var answer = await cluster.GetAsync(cluster.GatewayOf("gate", "operator/v1/network/topology"));
        using var topology = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var found = topology.RootElement.GetProperty("kmes").EnumerateArray().Single(one => one.GetProperty("kme").GetString() == kme);
        return new Uri(found.GetProperty("keyAddress").GetString()!);
    }

    /// <summary>Who the members were and what became of them, as Orleans numbers it: 3 is active, 6 dead.</summary>
    private async Task<string[]> MembersAsync()
    {
        await using var connection = new NpgsqlConnection(cluster.Postgres + ";Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand("select silo_name || ' ' || status from cluster_member order by 1", connection);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var members = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            members.Add(reader.GetString(0));
        }

        return [.. members];
    }
}
