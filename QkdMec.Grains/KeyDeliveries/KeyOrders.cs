namespace QkdMec.Grains.KeyDeliveries;

/// <summary>Issues keys with demands: first as everything has them, then as only what is mandatory has them.</summary>
internal sealed class KeyOrders(KeyPeers peers, TimeProvider time, KeyDeliveryOptions options)
{
    public async Task<KeyOrderOutcome> IssueAsync(KeyOrder order, SaePair pair, KeyBatch keys)
    {
        var start = time.GetTimestamp();
        var cut = new KeyCut(pair.Owners!, order.Number, order.KeyBytes, order.Mandatory);
        var outbound = peers.Outbound(pair.Remote);
        var wished = cut with { Demands = order.Optional is null ? order.Mandatory : order.Mandatory?.And(order.Optional) ?? order.Optional };
        var outcome = await outbound.IssueAsync(wished, keys, options.AnswerTimeout);
        return outcome == KeyOutcome.NotMet && order.Optional is not null
            ? new KeyOrderOutcome(await outbound.IssueAsync(cut, keys, options.AnswerTimeout - time.GetElapsedTime(start)), false)
            : new KeyOrderOutcome(outcome, outcome == KeyOutcome.Delivered);
    }
}
