using System.Collections.Immutable;
using QkdMec.Grains.AppContexts;
using QkdMec.Grains.Identity;
using QkdMec.Grains.Orchestration;
using QkdMec.Grains.QkdNetworks;

namespace QkdMec.Grains.Relocations;

/// <summary>Goes through the contexts of a host page by page, several at a time. Each call is bounded, and one that fails concerns its context only.</summary>
internal sealed class ContextWalk(MecOptions options, INetworkDirectory network, TimeProvider time, IGrainFactory grains)
{
    private const int Page = 256;

    /// <summary>Moves contexts away; ends early when it has moved enough, when a page finds no place at all, and when <paramref name="isWanted"/> says so.</summary>
    public async Task<RelocationTally> MoveAsync(RelocationTask task, Func<Task<bool>> isWanted, CancellationToken cancellationToken)
    {
        var command = new MoveAppContext(task.Host, task.Reason!.Value, options.MoveWithin);
        var tally = default(RelocationTally);
        await foreach (var page in PagesAsync(task.Host, cancellationToken))
        {
            var moved = await InTurnAsync(page.Take(task.Most - tally.Moved), id => MoveAsync(id, command, task.Clients, cancellationToken));
            var counted = moved.Aggregate(default(RelocationTally), (sum, outcome) => sum.With(outcome));
            tally = tally.With(counted);
            if (tally.Moved >= task.Most || counted is { Moved: 0, Stayed: > 0 } || !await isWanted())
            {
                break;
            }
        }

        return tally;
    }

    /// <summary>Closes what a host still has of contexts that are elsewhere; false when some could not be asked.</summary>
    public async Task<bool> CloseStraysAsync(HostId host, CancellationToken cancellationToken)
    {
        var areClosed = true;
        await foreach (var page in PagesAsync(host, cancellationToken))
        {
            var closed = await InTurnAsync(page, id => TryAsync(async () =>
            {
                await Context(id).CloseStrayAsync(host, cancellationToken).WaitAsync(options.SettleWithin, time, cancellationToken);
                return true;
            }, false));
            areClosed &= closed.All(was => was);
        }

        return areClosed;
    }

    private async Task<MoveOutcome> MoveAsync(string id, MoveAppContext command, IReadOnlySet<KmeId>? clients, CancellationToken cancellationToken)
    {
        var away = new MoveOutcome(MoveStatus.NotThere, null, "");
        return await TryAsync(
            async () => clients is null || await IsOfAsync(id, clients, cancellationToken)
                ? await Context(id).MoveAsync(command, cancellationToken).WaitAsync(2 * options.MoveWithin, time, cancellationToken)
                : away,
            new MoveOutcome(MoveStatus.Unavailable, null, "The context did not answer in time."));
    }

    private async Task<bool> IsOfAsync(string id, IReadOnlySet<KmeId> clients, CancellationToken cancellationToken)
    {
        var context = await Context(id).GetAsync(cancellationToken).WaitAsync(options.CallWithin, time, cancellationToken);
        return context is not null && options.SiteOf(context.Request.DeviceApp) is { } site
            && network.Topology.Kmes.Any(kme => kme.Site == site && clients.Contains(kme.Kme));
    }

    private async IAsyncEnumerable<ImmutableArray<string>> PagesAsync(
        HostId host, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var after = "";
        while (true)
        {
            var page = await grains.GetGrain<IContextIndexGrain>(host.ToGrainKey()).ListAsync(after, Page, cancellationToken)
                .WaitAsync(options.SettleWithin, time, cancellationToken);
            if (page.IsEmpty)
            {
                yield break;
            }

            after = page[^1];
            yield return page;
        }
    }

    private async Task<List<T>> InTurnAsync<T>(IEnumerable<string> ids, Func<string, Task<T>> act)
    {
        var results = new List<T>();
        foreach (var some in ids.Chunk(options.MovesAtOnce))
        {
            results.AddRange(await Task.WhenAll(some.Select(act)));
        }

        return results;
    }

    private static async Task<T> TryAsync<T>(Func<Task<T>> call, T otherwise)
    {
        try
        {
            return await call();
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // Whatever it failed with: the context is asked again at the next walk.
            return otherwise;
        }
    }

    private IAppContextGrain Context(string id) => grains.GetGrain<IAppContextGrain>(id);
}
