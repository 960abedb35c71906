using Orleans.TestingHost;

namespace QkdMec.Tests.Hosting;

/// <summary>Clusters within the test process, of which nothing is left after their test.</summary>
internal static class TestClusters
{
    /// <summary>A builder of a cluster that writes no files, which its host would keep open until the process ends.</summary>
    public static InProcessTestClusterBuilder BuilderOf(int silos)
    {
        var builder = new InProcessTestClusterBuilder((short)silos);
        builder.Options.ConfigureFileLogging = false;
        return builder;
    }

    /// <summary>Ends a cluster. Disposing alone would leave it, with all its silos' memory, an observer of the process for good.</summary>
    public static async ValueTask EndAsync(this InProcessTestCluster cluster)
    {
        await cluster.StopAllSilosAsync();
        await cluster.DisposeAsync();
    }
}
