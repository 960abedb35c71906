namespace QkdMec.Grains.KeyPools;

/// <summary>What the allocating end of a pool notes of each lease: the demand, and what the network is to be told.</summary>
internal sealed class StockTeller(KeyPoolEnd end)
{
    private readonly StockChange change = new(end.Time, end.Options.CapacityBytes);

    /// <summary>A lease request was answered.</summary>
    public void Note(LeaseRequest request, LeaseOutcome outcome, KeyPoolState state)
    {
        end.Services.Instruments?.LeaseAnswered(end.Id, outcome);

        // What is asked for in vain is demand too: an empty pool would else look like an idle one.
        end.Draws.Drew(outcome.Status == LeaseStatus.Exhausted ? request.Bytes : 0);
        if (end.Services.Stocks is { } stocks && change.IsWorthTelling(outcome))
        {
            stocks.Tell(end.Id, new KeyPoolStatus(
                state.Epoch, state.Mark, outcome.AvailableBytes, end.Options.CapacityBytes, state.LeasedBytes, true, end.Draws.BytesPerSecond));
        }
    }
}
