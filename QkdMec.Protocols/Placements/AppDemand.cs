namespace QkdMec.Protocols.Placements;

/// <summary>What an application asks for.</summary>
/// <param name="User">The node of its user.</param>
/// <param name="Rate">The key rate it needs on every link of its path.</param>
/// <param name="Load">The processing it needs at its edge node.</param>
public readonly record struct AppDemand(int User, double Rate, double Load);
