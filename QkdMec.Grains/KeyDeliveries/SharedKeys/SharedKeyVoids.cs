using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyVaults;

namespace QkdMec.Grains.KeyDeliveries.SharedKeys;

/// <summary>
/// Keys that did not come to all their KMEs and must be given to nobody: tells each KME until it has answered, at the longest until they expire there.
/// </summary>
/// <remarks>In memory: what a crash forgets lies unused until it expires, for nobody knows its id.</remarks>
internal sealed class SharedKeyVoids : IDisposable
{
    private const int MaxWaiting = 1024;
    private static readonly TimeSpan RetryPeriod = TimeSpan.FromSeconds(1);
    private readonly Lock gate = new();
    private readonly SemaphoreSlim oneAtATime = new(1, 1);
    private readonly Queue<Waiting> waiting = new();
    private readonly KeyDeliverySite site;
    private readonly SharedKeyKeeper keeper;
    private readonly (TimeSpan Answer, TimeSpan Life) limits;
    private readonly ILogger log;
    private readonly ITimer retrying;

    public SharedKeyVoids(KeyDeliverySite site, SharedKeyKeeper keeper, (TimeSpan Answer, TimeSpan Life) limits, ILogger log)
    {
        (this.site, this.keeper, this.limits, this.log) = (site, keeper, limits, log);
        retrying = site.Time.CreateTimer(_ => _ = RunAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Has keys voided at KMEs, beginning now.</summary>
    public void Add(IEnumerable<KmeId> kmes, ImmutableArray<Guid> ids)
    {
        lock (gate)
        {
            foreach (var kme in kmes)
            {
                waiting.Enqueue(new Waiting(kme, ids, site.Time.GetUtcNow() + limits.Life));
                if (waiting.Count > MaxWaiting)
                {
                    waiting.Dequeue();
                }
            }
        }

        _ = RunAsync();
    }

    public void Dispose() => retrying.Dispose();

    private async Task RunAsync()
    {
        await oneAtATime.WaitAsync();
        try
        {
            var outcomes = await Task.WhenAll(TakeAll().Select(TryAsync));
            if (!outcomes.All(done => done))
            {
                retrying.Change(RetryPeriod, Timeout.InfiniteTimeSpan);
            }
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    private List<Waiting> TakeAll()
    {
        lock (gate)
        {
            List<Waiting> all = [.. waiting.Where(entry => entry.Until > site.Time.GetUtcNow())];
            waiting.Clear();
            return all;
        }
    }

    private async Task<bool> TryAsync(Waiting entry)
    {
        try
        {
            await (entry.Kme == site.Kme.Kme ? keeper.VoidAsync(entry.Ids) : TellAsync(entry)).WaitAsync(limits.Answer, site.Time);
            return true;
        }
        catch (Exception error) when (error is TimeoutException or OrleansException or OperationCanceledException or KeyVaultException)
        {
            KeyDeliveryLog.VoidFailed(log, entry.Kme, error.Message);
            lock (gate)
            {
                waiting.Enqueue(entry);
            }

            return false;
        }
    }

    private Task TellAsync(Waiting entry) => site.Grains
        .GetGrain<ISharedKeyGrain>(site.Network.Topology.Locate(entry.Kme).ToGrainKey())
        .VoidAsync(new SharedKeyVoid(entry.Ids), CancellationToken.None);

    private sealed record Waiting(KmeId Kme, ImmutableArray<Guid> Ids, DateTimeOffset Until);
}
