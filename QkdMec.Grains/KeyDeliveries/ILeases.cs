using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;

namespace QkdMec.Grains.KeyDeliveries;

/// <summary>Where leases of one pool come from, with their bytes.</summary>
internal interface ILeases
{
    /// <summary>The pool.</summary>
    PoolId Pool { get; }

    /// <summary>A lease with its bytes, or why there is none.</summary>
    Task<(LeasedRange? Range, KeyOutcome Outcome)> FetchAsync(LeasePurpose purpose, int bytes);

    /// <summary>What the pool holds beyond what was leased; null when nobody answers.</summary>
    Task<KeyPoolStatus?> GetStatusAsync();
}
