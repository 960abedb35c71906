using QkdMec.Grains.Identity;

namespace QkdMec.Grains.KeyDeliveries;

/// <content>What a pair of SAEs may draw. Keys that were not delivered do not count.</content>
public sealed partial class KeyDelivery
{
    /// <summary>How long a SAE that showed too many wrong ids is refused; zero when it is not.</summary>
    public TimeSpan WrongIdPauseOf(SaeId sae) => wrongIds.PauseOf(sae);

    private ValueTask<KeyOutcome> IssueMetered(KeyQuota quota, KeyCut cut, KmeId remote, KeyBatch keys)
    {
        var bits = 8L * cut.Number * cut.Length;
        if (!quota.TryTake(bits, out var retryAfter))
        {
            keys.RetryAfter = retryAfter;
            return new(KeyOutcome.QuotaExceeded);
        }

        var issue = peers.Outbound(remote).IssueAsync(cut, keys, Options.AnswerTimeout);
        return issue.IsCompletedSuccessfully && issue.Result == KeyOutcome.Delivered ? issue : new(GiveBackAsync(quota, bits, issue));
    }

    private static async Task<KeyOutcome> GiveBackAsync(KeyQuota quota, long bits, ValueTask<KeyOutcome> issue)
    {
        var outcome = await issue;
        if (outcome != KeyOutcome.Delivered)
        {
            quota.GiveBack(bits);
        }

        return outcome;
    }

    /// <summary>Takes an order from the quotas of all its pairs and carries it out; what it does not get is given back.</summary>
    private async Task<KeyOrderOutcome> OrderMeteredAsync(KeyOrder order, SaePair pair, KeyBatch keys)
    {
        var (bits, taken) = (8L * order.Number * order.KeyBytes, new List<KeyQuota>());
        foreach (var slave in order.AdditionalSlaves.Insert(0, order.Slave))
        {
            var retryAfter = TimeSpan.Zero;
            var quota = pairs.Issued(order.Master, slave).Quota;
            if (quota?.TryTake(bits, out retryAfter) == false)
            {
                taken.ForEach(other => other.GiveBack(bits));
                keys.RetryAfter = retryAfter;
                return new KeyOrderOutcome(KeyOutcome.QuotaExceeded, false);
            }

            taken.AddRange(quota is null ? [] : [quota]);
        }

        var outcome = order.AdditionalSlaves.IsEmpty
            ? await new KeyOrders(peers, site.Time, Options).IssueAsync(order, pair, keys)
            : await SharedKeys.OrderAsync(order, keys);
        if (outcome.Outcome != KeyOutcome.Delivered)
        {
            taken.ForEach(quota => quota.GiveBack(bits));
        }

        return outcome;
    }
}
