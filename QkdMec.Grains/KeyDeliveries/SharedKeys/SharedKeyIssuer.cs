using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.KeyVaults;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Grains.KeyDeliveries.SharedKeys;

/// <summary>
/// Makes keys for several SAEs at the master's KME and brings them to the KMEs of all: the master gets them when every one has them durably,
/// otherwise nobody does.
/// </summary>
internal sealed class SharedKeyIssuer(KeyDeliverySite site, KeyPeers peers, SharedKeyKeeper keeper, SharedKeyVoids voids, KeyDeliveryOptions options, ILogger log)
{
    /// <summary>Makes the keys of an order whose SAEs are known.</summary>
    public async Task<KeyOutcome> IssueAsync(KeyOrder order, KeyBatch keys)
    {
        var headers = HeadersOf(order);
        var bytes = new KeyMaterial($"keys shared by {order.Master}", order.Number * order.KeyBytes);
        site.Entropy.Fill(bytes.Span);
        using var deadline = new CancellationTokenSource(options.AnswerTimeout, site.Time);
        var all = Task.WhenAll(headers.Select(header => BringAsync(header, bytes, deadline.Token)));
        var outcome = await WorstAsync(all);
        if (outcome == KeyOutcome.Delivered)
        {
            for (var i = 0; i < order.Number; i++)
            {
                KeyId.TryFrom(headers[0].Ids[i], out var id);
                keys.Add(id, bytes.Span.Slice(i * order.KeyBytes, order.KeyBytes));
            }
        }
        else
        {
            // Also where it failed: the message may have come, or may come yet.
            deadline.Cancel();
            voids.Add(headers.Select(header => header.Receiver), headers[0].Ids);
        }

        _ = DisposeAfterAsync(all, bytes);
        return outcome;
    }

    /// <summary>One header for each KME, in ordinal order.</summary>
    private ImmutableArray<SharedKeyHeader> HeadersOf(KeyOrder order)
    {
        var ids = ImmutableArray.CreateBuilder<Guid>(order.Number);
        Span<byte> random = stackalloc byte[16];
        for (var i = 0; i < order.Number; i++)
        {
            site.Entropy.Fill(random);
            ids.Add(KeyId.CreateShared(random).ToGuid());
        }

        var (all, topology) = (ids.MoveToImmutable(), site.Network.Topology);
        return
        [
            .. order.AdditionalSlaves.Add(order.Slave)
                .OrderBy(sae => sae.Value, StringComparer.Ordinal)
                .GroupBy(sae => topology.KmeOf(sae)!.Value)
                .OrderBy(group => group.Key.Value, StringComparer.Ordinal)
                .Select(group => new SharedKeyHeader(site.Kme.Kme, group.Key, order.Master, [.. group], all, order.KeyBytes)),
        ];
    }

    private async Task<KeyOutcome> BringAsync(SharedKeyHeader header, KeyMaterial bytes, CancellationToken deadline)
    {
        try
        {
            return header.Receiver == site.Kme.Kme
                ? await keeper.StoreAsync(header, bytes) ? KeyOutcome.Delivered : KeyOutcome.Unavailable
                : await SendAsync(header, bytes, deadline);
        }
        catch (KeyVaultException error)
        {
            KeyDeliveryLog.DeliveryFailed(log, error, site.Kme.Kme);
            return KeyOutcome.Unavailable;
        }
        catch (Exception error) when (error is TimeoutException or OrleansException or OperationCanceledException)
        {
            KeyDeliveryLog.SharingFailed(log, header.Receiver, error.Message);
            return KeyOutcome.PeerUnreachable;
        }
    }

    private async Task<KeyOutcome> SendAsync(SharedKeyHeader header, KeyMaterial bytes, CancellationToken deadline)
    {
        var (pad, outcome) = await peers.Pads(header.Receiver).TakeAsync(SharedKeySeal.PadBytes(bytes.Length));
        if (pad is null)
        {
            return outcome;
        }

        using (pad.Bytes)
        {
            deadline.ThrowIfCancellationRequested();
            var frame = SharedKeySeal.Seal(header, bytes.Span, pad);
            var receiver = site.Grains.GetGrain<ISharedKeyGrain>(site.Network.Topology.Locate(header.Receiver).ToGrainKey());
            var answer = await receiver.KeepAsync(frame, CancellationToken.None).WaitAsync(options.AnswerTimeout, site.Time, deadline);
            return answer == SharedKeyAnswer.Kept ? KeyOutcome.Delivered : KeyOutcome.Unavailable;
        }
    }

    private async Task<KeyOutcome> WorstAsync(Task<KeyOutcome[]> all)
    {
        try
        {
            var outcomes = await all.WaitAsync(options.AnswerTimeout, site.Time);
            return outcomes.FirstOrDefault(outcome => outcome != KeyOutcome.Delivered, KeyOutcome.Delivered);
        }
        catch (TimeoutException)
        {
            return KeyOutcome.PeerUnreachable;
        }
    }

    /// <summary>Those that were given up may still be at it.</summary>
    private static async Task DisposeAfterAsync(Task<KeyOutcome[]> all, KeyMaterial bytes)
    {
        using (bytes)
        {
            await all;
        }
    }
}
