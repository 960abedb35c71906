using System.Net;
using QkdMec.Tests.Processes;

namespace QkdMec.Tests.Hosting.Orleans.Clusters;

/// <summary>A site on two machines, with its MEC hosts on a third: one machine of the site may die.</summary>
[Collection(ClusterGroup.Name)]
public sealed class SharedSiteTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>, IAsyncLifetime
{
    private static readonly string[] Machines = ["clinic", "edge-a", "edge-b"];
    private ProductCluster cluster = null!;

    public async ValueTask InitializeAsync() =>
        cluster = await new ProductCluster(await postgres.NewDatabaseAsync())
            .With("clinic", ["hospital", "relay"], hosts: ["edge/edge-1", "edge/edge-2"], gateway: true, client: true)
            .With("edge-a", ["edge"])
            .With("edge-b", ["edge"])
            .PrepareAsync();

    public ValueTask DisposeAsync() => cluster?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task Keys_AreHadFromEitherMachine_FromTheOneThatIsLeft_AndFromBothAgain()
    {
        await cluster.StartAsync(Machines);
        await AssertFetchedAtAsync("edge-a");
        await AssertFetchedAtAsync("edge-b");
        using var before = await cluster.UntilAsync(() => cluster.InvokeAsync("clinic"), HttpStatusCode.OK);
        await cluster.Process("edge-a").KillAsync();

        // A new context needs a new key, and the first machine that its host's SAE knows is the one that is dead.
        using var forgotten = await cluster.ForgetAsync("clinic");
        using var after = await cluster.UntilAsync(() => cluster.InvokeAsync("clinic"), HttpStatusCode.OK);
        await AssertFetchedAtAsync("edge-b");

        await cluster.StartAsync("edge-a");
        await AssertFetchedAtAsync("edge-a");
        await AssertFetchedAtAsync("edge-b");
    }

    private async Task AssertFetchedAtAsync(string machine)
    {
        using var hospital = new KmeCaller(cluster.DataOf("clinic"), "sae-hospital", cluster.KmeOf("clinic"));
        using var edge = new KmeCaller(cluster.DataOf("clinic"), "sae-edge-1", cluster.KmeOf(machine), cluster.DataOf(machine)); // Its certificate is where its MEC host is.
        var drawn = Assert.Single(await hospital.DrawWhenFilledAsync("sae-edge-1", 1));
        Assert.Equal(drawn.Bytes, (await edge.FetchWhenAnsweredAsync("sae-hospital", drawn.Id)).Bytes);
    }
}
