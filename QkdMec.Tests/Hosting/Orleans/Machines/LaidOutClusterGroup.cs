namespace QkdMec.Tests.Hosting.Orleans.Machines;

/// <summary>Tests that share one cluster, while nothing else takes the computer's time.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class LaidOutClusterGroup : ICollectionFixture<LaidOutClusterFixture>
{
    public const string Name = "laid out cluster";
}
