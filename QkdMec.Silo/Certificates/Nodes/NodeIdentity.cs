using System.Net;

namespace QkdMec.Silo.Certificates.Nodes;

/// <summary>A machine of a cluster, as its certificate names it.</summary>
/// <param name="Name">The machine's name.</param>
/// <param name="Address">Where others reach it.</param>
/// <param name="Roles">What it may be.</param>
internal sealed record NodeIdentity(string Name, IPAddress Address, NodeRoles Roles);
