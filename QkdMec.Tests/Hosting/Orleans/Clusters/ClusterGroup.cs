namespace QkdMec.Tests.Hosting.Orleans.Clusters;

/// <summary>Tests of clusters, each of them several processes, while nothing else takes the computer's time: silos that are kept waiting take one another for dead.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ClusterGroup
{
    public const string Name = "clusters";
}
