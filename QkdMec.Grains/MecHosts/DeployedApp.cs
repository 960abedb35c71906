using QkdMec.Grains.Identity;

namespace QkdMec.Grains.MecHosts;

/// <summary>An application deployed on a host.</summary>
/// <param name="AppDId">The application.</param>
/// <param name="Contexts">How many contexts use it.</param>
/// <param name="MemoryMegabytes">What one instance takes.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.DeployedApp)]
public sealed record DeployedApp(
    [property: Id(0)] string AppDId, [property: Id(1)] int Contexts, [property: Id(2)] int MemoryMegabytes)
{
    /// <summary>How many contexts an instance serves; null: any number.</summary>
    [Id(3)]
    public int? ContextsPerInstance { get; init; }

    /// <summary>How many instances serve its contexts.</summary>
    public int Instances => Contexts <= 0 ? 0 : ContextsPerInstance is > 0 and var most ? ((Contexts - 1) / most) + 1 : 1;

    /// <summary>What all instances take, in MB.</summary>
    public int TotalMegabytes => (int)Math.Min(int.MaxValue, (long)Instances * MemoryMegabytes);

    /// <summary>This and other contexts of the same application together; where their descriptors differ, the larger need counts.</summary>
    public DeployedApp With(DeployedApp other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return this with
        {
            Contexts = Contexts + other.Contexts,
            MemoryMegabytes = Math.Max(MemoryMegabytes, other.MemoryMegabytes),
            ContextsPerInstance = Smaller(ContextsPerInstance, other.ContextsPerInstance),
        };
    }

    private static int? Smaller(int? one, int? other) => one is null || other is null ? one ?? other : Math.Min(one.Value, other.Value);
}
