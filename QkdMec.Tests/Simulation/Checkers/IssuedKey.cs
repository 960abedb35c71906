using QkdMec.Grains.KeyPools;

namespace QkdMec.Tests.Simulation.Checkers;

/// <summary>A key as its master got it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Master">Who asked for it.</param>
/// <param name="Slave">For whom.</param>
/// <param name="Bytes">The key.</param>
/// <param name="At">When the answer came.</param>
public sealed record IssuedKey(KeyId Id, string Master, string Slave, byte[] Bytes, TimeSpan At);
