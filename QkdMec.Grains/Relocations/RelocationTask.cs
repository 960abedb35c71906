using QkdMec.Grains.AppContexts;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.Relocations;

/// <summary>What is to be done for a host.</summary>
/// <param name="Host">The host.</param>
/// <param name="Reason">Why contexts are to leave; null when what it has of contexts that are elsewhere is to be closed.</param>
/// <param name="Most">How many contexts are to leave at most.</param>
/// <param name="Clients">The KMEs whose contexts are to leave; null for all.</param>
internal sealed record RelocationTask(HostId Host, MoveReason? Reason, int Most = int.MaxValue, IReadOnlySet<KmeId>? Clients = null);
