namespace QkdMec.Tests.Simulation.Checkers;

/// <summary>Rule 3 where a block travels in shares: no relay is given two of them, for all together are the block.</summary>
public sealed class DisjointRoutesChecker
{
    private readonly Dictionary<(string Block, string Relay), int> _shares = [];

    /// <summary>A share of a block was sent.</summary>
    /// <param name="block">What names the block.</param>
    /// <param name="relay">The relay it was sent to; null when it is the block's other end.</param>
    /// <param name="share">Which share.</param>
    public void Carry(string block, string? relay, int share)
    {
        if (relay is not null && !_shares.TryAdd((block, relay), share) && _shares[(block, relay)] != share)
        {
            throw new RuleBrokenException(3, $"the relay {relay} was given shares {_shares[(block, relay)]} and {share} of block {block}");
        }
    }
}
