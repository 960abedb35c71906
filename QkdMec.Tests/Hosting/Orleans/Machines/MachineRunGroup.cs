namespace QkdMec.Tests.Hosting.Orleans.Machines;

/// <summary>Runs with faults lay out a cluster of their own, while nothing else takes the computer's time.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MachineRunGroup
{
    public const string Name = "machines with faults";
}
