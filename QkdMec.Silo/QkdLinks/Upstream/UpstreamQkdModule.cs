using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.QkdLinks.Modules;
using QkdMec.Protocols.Qkd014Clients;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Silo.QkdLinks.Upstream;

/// <summary>
/// A commercial KME beside each end, by ETSI QKD 014: the coordinating end draws keys for the SAE at the other end, which fetches them by the ids in the
/// block's reference. An upstream KME gives a key to each side once; the session keeps one that repeats itself from being believed.
/// </summary>
internal sealed class UpstreamQkdModule : QkdModule
{
    private readonly UpstreamKme kme;
    private readonly ModuleFaults faults;
    private readonly SemaphoreSlim oneAtATime = new(1, 1);
    private readonly List<DeliveredKey> left = [];

    /// <summary>A device at one end.</summary>
    public UpstreamQkdModule(LinkId link, KmeId end, UpstreamKmeOptions options, ModuleServices services) : base(link, end, services.Entropy)
    {
        faults = new ModuleFaults(link, end, services.Log);
        kme = new UpstreamKme(options, services.Time, faults);
    }

    /// <inheritdoc/>
    protected override async ValueTask<MadeBlock?> DrawAsync(ModuleSession running, long number, int bytes, CancellationToken cancellationToken)
    {
        await oneAtATime.WaitAsync(cancellationToken);
        try
        {
            if (await kme.LimitsAsync(cancellationToken) is not { } limits)
            {
                return null;
            }

            var cut = limits.Cut(bytes);
            return await GatherAsync(cut, limits.KeysPerRequest, cancellationToken) ? Take(cut, bytes) : null;
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    /// <inheritdoc/>
    protected override async ValueTask<KeyMaterial?> FetchAsync(ModuleSession running, BlockReference block, int bytes, CancellationToken cancellationToken)
    {
        if (UpstreamReference.Parse(block.Place, bytes) is not { } reference || await kme.LimitsAsync(cancellationToken) is not { } limits)
        {
            return null;
        }

        var copy = new KeyMaterial($"block {block.Number} of {Link}", bytes);
        for (var done = 0; done < reference.Ids.Length; done += limits.KeysPerRequest)
        {
            var ids = reference.Ids.Skip(done).Take(limits.KeysPerRequest).ToList();
            var keys = await kme.FetchAsync(ids, reference.KeyBytes, cancellationToken);
            if (!Place(keys, ids, done, reference.KeyBytes, copy))
            {
                copy.Dispose();
                return null;
            }
        }

        return copy;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        kme.Dispose();
        Drop();
    }

    /// <summary>Draws what is missing. Keys that do not make a block yet are kept for the next one, unless it is cut otherwise.</summary>
    private async Task<bool> GatherAsync(UpstreamCut cut, int keysPerRequest, CancellationToken cancellationToken)
    {
        if (left.Exists(key => key.Key.Length != cut.KeyBytes))
        {
            Drop();
        }

        while (left.Count < cut.Keys)
        {
            var drawn = await kme.DrawAsync(Math.Min(cut.Keys - left.Count, keysPerRequest), cut.KeyBytes, cancellationToken);
            if (drawn.Count == 0)
            {
                return false;
            }

            left.AddRange(drawn);
        }

        return true;
    }

    private MadeBlock Take(UpstreamCut cut, int bytes)
    {
        var block = new KeyMaterial($"block of {Link}", bytes);
        var ids = left.Take(cut.Keys).Select(key => key.Id).ToList();
        Place(left.GetRange(0, cut.Keys), ids, 0, cut.KeyBytes, block);
        left.RemoveRange(0, cut.Keys);
        return new MadeBlock(block, new UpstreamReference(cut.KeyBytes, [.. ids]).ToBytes());
    }

    /// <summary>Puts keys where their ids stand, and destroys them. False: one of them is missing.</summary>
    private bool Place(IReadOnlyList<DeliveredKey> keys, List<Guid> ids, int first, int keyBytes, KeyMaterial block)
    {
        var placed = 0;
        foreach (var key in keys)
        {
            var index = ids.IndexOf(key.Id);
            if (index >= 0)
            {
                var rest = block.Span[((first + index) * keyBytes)..];
                key.Key.Span[..Math.Min(rest.Length, keyBytes)].CopyTo(rest);
                placed++;
            }

            key.Dispose();
        }

        if (placed < ids.Count && keys.Count > 0)
        {
            faults.Report("the upstream KME gave keys with other ids than were asked for");
        }

        return placed == ids.Count;
    }

    private void Drop()
    {
        left.ForEach(key => key.Dispose());
        left.Clear();
    }
}
