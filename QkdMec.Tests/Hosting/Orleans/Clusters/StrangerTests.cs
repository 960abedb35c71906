using System.Net;

namespace QkdMec.Tests.Hosting.Orleans.Clusters;

/// <summary>A machine that the cluster does not take: the cluster goes on, and the machine says in one line why it ends.</summary>
[Collection(ClusterGroup.Name)]
public sealed class StrangerTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static readonly TimeSpan EndLimit = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Machine_WithACertificateOfAnotherCluster_EndsInOneLine_AndIsNoMember()
    {
        await using var cluster = await new ProductCluster(await postgres.NewDatabaseAsync())
            .With("all", ["hospital", "relay", "edge"], hosts: ["edge/edge-1"], gateway: true, client: true)
            .With("host", [], hosts: ["edge/edge-2"])
            .PrepareAsync();
        await cluster.EstrangeAsync("host");
        await cluster.StartAsync("all");
        cluster.Begin("host");
        await cluster.Process("host").WaitForEndAsync(EndLimit);

        Assert.Equal(1, cluster.Process("host").ExitCode);
        var line = Assert.Single(cluster.Process("host").Errors, line => line.StartsWith("QkdMec ", StringComparison.Ordinal));
        Assert.StartsWith("QkdMec cannot start: ", line, StringComparison.Ordinal);
        Assert.Contains("do not take its certificate", line, StringComparison.Ordinal);
        using var served = await cluster.UntilAsync(() => cluster.InvokeAsync("all"), HttpStatusCode.OK);
    }
}
