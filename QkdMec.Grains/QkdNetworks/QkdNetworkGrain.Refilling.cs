using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.QkdNetworks.Refilling;
using QkdMec.Grains.TrustedRelays;

namespace QkdMec.Grains.QkdNetworks;

/// <summary>
/// Refilling: each tick reads what is due and begins work; nobody waits for the work of others. A block whose route failed is made again at once
/// along another one, if there is one now.
/// </summary>
internal sealed partial class QkdNetworkGrain
{
    private const int MostRoutesTried = 4;

    // Reports may come in floods; each plan looks at many pairs.
    private static readonly TimeSpan BetweenPlans = TimeSpan.FromMilliseconds(50);

    private readonly List<RefillTask> inHand = [];
    private readonly TakenRoutes routes = new();
    private bool isTicking;
    private long plannedAt;

    private async Task TickAsync(CancellationToken cancellationToken)
    {
        if (isTicking)
        {
            return;
        }

        isTicking = true;
        try
        {
            await FollowDirectoryAsync(cancellationToken);
            await watch.ReadForATickAsync(cancellationToken);
            firstLook ??= Task.CompletedTask;
            BeginRefills();
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // The edge of the loop: a fault of one tick, whatever it is, must not end the refilling; the next tick tries again.
            LogTickFailed(fault);
        }
        finally
        {
            isTicking = false;
        }
    }

    /// <summary>Begins what a report made necessary, unless that was done a moment ago.</summary>
    private void BeginRefillsNow()
    {
        if (services.Time.GetElapsedTime(plannedAt) >= BetweenPlans)
        {
            BeginRefills();
        }
    }

    private void BeginRefills()
    {
        plannedAt = services.Time.GetTimestamp();
        foreach (var task in planner.Plan(watch.Picture, watch.Picture.GraphWith(Ledger), inHand))
        {
            inHand.Add(task);
            _ = RefillAsync(task);
        }
    }

    private async Task RefillAsync(RefillTask task)
    {
        try
        {
            var status = SupplyStatus.Committed;
            while (task.Blocks > 0 && status == SupplyStatus.Committed)
            {
                status = await MakeBlockAsync(task);
                var place = inHand.IndexOf(task);
                inHand[place] = task = task with { Blocks = task.Blocks - 1 };
            }

            if (status != SupplyStatus.Committed)
            {
                LogRefillStopped(task.Pair.Smaller, task.Pair.Larger, status);
            }
        }
        catch (Exception fault)
        {
            // The edge of work that nobody waits for: whatever it is, the next tick begins anew.
            LogTickFailed(fault);
        }
        finally
        {
            inHand.Remove(task);
            watch.Touch(task.Pair, task.Paths);
        }
    }

    /// <summary>Makes one block; along other routes while one fails and another is there.</summary>
    private async Task<SupplyStatus> MakeBlockAsync(RefillTask task)
    {
        List<RelayPaths> tried = [];
        var (paths, status) = (task.Paths, SupplyStatus.NoMaterial);
        while (tried.Count < MostRoutesTried && !tried.Any(paths.AreEqual))
        {
            tried.Add(paths);
            services.Instruments.RouteTaken(routes.HasChanged(task.Pair, paths));
            status = await services.Reader.SupplyAsync(task.Pair, paths, task.BlockBytes, CancellationToken.None);
            services.Instruments.BlockEnded(status, paths.LongestHops);
            watch.Touch(task.Pair, paths);
            if (status is not (SupplyStatus.NoMaterial or SupplyStatus.PeerUnreachable) || PathsFor(task.Pair) is not { } other)
            {
                return status;
            }

            paths = other;
        }

        return status;
    }

    private RelayPaths? PathsFor(LinkId pair) => planner.PathsFor(pair, watch.Picture.PoolsOf(pair), watch.Picture.GraphWith(Ledger));
}
