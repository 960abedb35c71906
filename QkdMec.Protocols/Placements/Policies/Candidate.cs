namespace QkdMec.Protocols.Placements.Policies;

/// <summary>An edge node that could be chosen.</summary>
/// <param name="Edge">Its index.</param>
/// <param name="Hops">Links on the shortest path that has the rate; <see cref="ReachTree.Never"/> without one.</param>
/// <param name="Room">The processing that is left.</param>
internal readonly record struct Candidate(int Edge, int Hops, double Room);
