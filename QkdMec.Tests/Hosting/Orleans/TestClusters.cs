using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.TestingHost;

namespace QkdMec.Tests.Hosting;

/// <summary>Clusters within the test process, of which nothing is left after their test.</summary>
internal static class TestClusters
{
    // By default each silo takes room for a million grains elsewhere as it starts.
    private const int GrainsKnownElsewhere = 1000;

    /// <summary>A builder of a cluster that writes no files, which its host would keep open until the process ends.</summary>
    public static InProcessTestClusterBuilder BuilderOf(int silos)
    {
        var builder = new InProcessTestClusterBuilder((short)silos);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) => silo.Services.Configure<GrainDirectoryOptions>(options => options.CacheSize = GrainsKnownElsewhere));
        return builder;
    }

    /// <summary>Ends a cluster. Disposing alone would leave it, with all its silos' memory, an observer of the process for good.</summary>
    public static async ValueTask EndAsync(this InProcessTestCluster cluster)
    {
        await cluster.StopAllSilosAsync();
        await cluster.DisposeAsync();
    }
}
