using QkdMec.Grains.Identity;

namespace QkdMec.Grains.Orchestration;

/// <summary>A placement under way.</summary>
internal sealed record PlacementAttempt(PlacementRequest Request, KmeId Client, HostFilter Filter);
