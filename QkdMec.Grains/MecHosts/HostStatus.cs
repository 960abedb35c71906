using System.Collections.Immutable;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.MecHosts;

/// <summary>A host and what is left of it.</summary>
/// <param name="Host">Its id.</param>
/// <param name="ContextsUsed">Contexts it has or holds room for.</param>
/// <param name="ContextsLimit">Contexts it takes.</param>
/// <param name="MemoryUsedMegabytes">Memory of the applications deployed.</param>
/// <param name="MemoryLimitMegabytes">Memory it has for applications.</param>
/// <param name="Apps">The applications deployed, in ordinal order of their ids.</param>
/// <param name="Unsettled">Reservations and releases that are not finished.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.HostStatus)]
public sealed record HostStatus(
    [property: Id(0)] HostId Host,
    [property: Id(1)] int ContextsUsed,
    [property: Id(2)] int ContextsLimit,
    [property: Id(3)] int MemoryUsedMegabytes,
    [property: Id(4)] int MemoryLimitMegabytes,
    [property: Id(5)] ImmutableArray<DeployedApp> Apps,
    [property: Id(6)] int Unsettled)
{
    /// <summary>Whether it takes contexts.</summary>
    [Id(7)]
    public HostState State { get; init; }

    /// <summary>Whether it is known not to answer; one that is being removed may answer or not.</summary>
    [Id(8)]
    public bool IsDown { get; init; }

    /// <summary>The KME of its site.</summary>
    [Id(9)]
    public KmeId Kme { get; init; }

    /// <summary>The country it stands in, ISO 3166; null when it does not matter.</summary>
    [Id(10)]
    public string? CountryCode { get; init; }

    /// <summary>The processor load that its platform reported, 0 to 1; null when it reports none, or not lately.</summary>
    [Id(11)]
    public double? ReportedLoad { get; init; }

    /// <summary>How much of the host is in use, 0 to 1: the scarcest of contexts, memory and, where it is reported, processor.</summary>
    public double Load => Math.Max(Math.Max(Share(ContextsUsed, ContextsLimit), Share(MemoryUsedMegabytes, MemoryLimitMegabytes)), ReportedLoad ?? 0);

    /// <summary>The memory that one more context of an application would take here: that of another instance, or none.</summary>
    public int MemoryOfOneMore(DeployedApp context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var deployed = Apps.FirstOrDefault(app => app.AppDId == context.AppDId);
        return deployed is null ? context.TotalMegabytes : deployed.With(context).TotalMegabytes - deployed.TotalMegabytes;
    }

    private static double Share(int used, int limit) => limit == 0 ? 1 : (double)used / limit;
}
