using QkdMec.Grains.Identity;

namespace QkdMec.Grains.KeyPools;

/// <summary>Who wants to know when a pool holds much less than before. Called within a grain's turn; it never waits and never throws.</summary>
public interface IStockListener
{
    /// <summary>The allocating end tells what it holds.</summary>
    void Tell(PoolId pool, KeyPoolStatus status);
}
