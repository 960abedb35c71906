using QkdMec.Grains.Identity;

namespace QkdMec.Grains.AppCatalogs;

/// <summary>What an application needs; null where its descriptor does not say.</summary>
/// <param name="MemoryMegabytes">Memory of its deployment on a host.</param>
/// <param name="StorageMegabytes">Storage of its deployment on a host.</param>
/// <param name="LatencyMilliseconds">Round trip.</param>
/// <param name="BandwidthKilobitsPerSecond">Bandwidth.</param>
/// <param name="ServiceContinuity">Whether service continuity is required: 0 no, 1 yes.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.AppNeeds)]
public sealed record AppNeeds(
    [property: Id(0)] int? MemoryMegabytes = null,
    [property: Id(1)] int? StorageMegabytes = null,
    [property: Id(2)] int? LatencyMilliseconds = null,
    [property: Id(3)] int? BandwidthKilobitsPerSecond = null,
    [property: Id(4)] int? ServiceContinuity = null);
