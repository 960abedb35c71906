using System.Collections.Immutable;
using QkdMec.Grains.KeyPools;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Grains.KeyDeliveries;

/// <summary>One-time pads towards one other KME, out of leases of their own: no position serves as a key and as a pad.</summary>
internal sealed class PadTaker(ILeases leases, KeyDeliverySite site, TimeSpan timeToLive) : IDisposable
{
    private readonly Lock gate = new();
    private readonly LeasedRanges inHand = new(site.Time, timeToLive);

    /// <summary>Takes so many bytes, for good. Null: there are not as many, and why; what was taken so far is burnt.</summary>
    public async Task<(TakenPad? Pad, KeyOutcome Outcome)> TakeAsync(int bytes)
    {
        var pad = new KeyMaterial($"pad of {leases.Pool}", bytes);
        var cuts = ImmutableArray.CreateBuilder<Lease>();
        var taken = Cut(pad.Span, cuts);
        while (taken < bytes)
        {
            var (range, outcome) = await leases.FetchAsync(LeasePurpose.Pad, bytes - taken);
            if (range is null)
            {
                pad.Dispose();
                return (null, outcome);
            }

            lock (gate)
            {
                inHand.Add(range);
            }

            taken += Cut(pad.Span[taken..], cuts);
        }

        return (new TakenPad(new PadReference(cuts.ToImmutable()), pad), KeyOutcome.Delivered);
    }

    public void Dispose()
    {
        lock (gate)
        {
            inHand.Clear();
        }
    }

    private int Cut(Span<byte> destination, ImmutableArray<Lease>.Builder cuts)
    {
        lock (gate)
        {
            inHand.DropExpired(site.Time.GetTimestamp());
            return inHand.TakePad(destination, cuts);
        }
    }
}
