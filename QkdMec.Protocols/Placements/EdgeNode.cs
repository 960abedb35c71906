namespace QkdMec.Protocols.Placements;

/// <summary>A node with a MEC host.</summary>
/// <param name="Node">The node.</param>
/// <param name="Processing">Its processing capacity; loads are in the same unit.</param>
public readonly record struct EdgeNode(int Node, double Processing);
