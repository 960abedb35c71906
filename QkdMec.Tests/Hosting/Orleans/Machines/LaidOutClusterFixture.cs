namespace QkdMec.Tests.Hosting.Orleans.Machines;

/// <summary>One cluster for several tests; they are skipped where it cannot be laid out.</summary>
public sealed class LaidOutClusterFixture : IAsyncLifetime
{
    private LaidOutCluster? cluster;

    internal LaidOutCluster Cluster
    {
        get
        {
            Assert.SkipWhen(cluster is null, LaidOutCluster.WhyNot ?? "");
            return cluster!;
        }
    }

    public async ValueTask InitializeAsync() =>
        cluster = LaidOutCluster.WhyNot is null ? await LaidOutCluster.StartAsync(CancellationToken.None) : null;

    public ValueTask DisposeAsync() => cluster?.DisposeAsync() ?? ValueTask.CompletedTask;
}
