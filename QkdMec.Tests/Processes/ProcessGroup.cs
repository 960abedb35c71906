namespace QkdMec.Tests.Processes;

/// <summary>Tests that start the product's own processes. Each takes all cores while it starts, so that whatever ran beside it would wait for seconds.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessGroup
{
    public const string Name = "processes";
}
