using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;

namespace QkdMec.Tests.Simulation.KeyNetworks;

/// <summary>A key that its master shares with several slaves.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Bytes">The key.</param>
/// <param name="Master">Who asked for it.</param>
/// <param name="Slaves">Who may fetch it.</param>
internal sealed record SharedKey(KeyId Id, byte[] Bytes, SaeId Master, ImmutableArray<SaeId> Slaves);
