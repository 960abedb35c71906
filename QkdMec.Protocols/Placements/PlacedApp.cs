namespace QkdMec.Protocols.Placements;

/// <summary>An application that was admitted and has not ended.</summary>
/// <param name="Id">Its number, in the order of admission.</param>
/// <param name="Demand">What it asked for.</param>
/// <param name="Edge">Its edge node, an index into <see cref="KeyNetwork.Edges"/>.</param>
/// <param name="Path">Its path.</param>
public sealed record PlacedApp(long Id, AppDemand Demand, int Edge, KeyPath Path);
