using System.Collections.Concurrent;
using System.Reflection;
using Orleans.Core.Internal;
using QkdMec.Grains.Hosting;

namespace QkdMec.Silo.Hosting;

/// <summary>
/// Moves a grain of a site to the silo of that site that goes first by now, beside the site's other grains. Runs where a site is on several machines. To end
/// the grain would not do: who called it before calls it where it was, which makes it there again.
/// </summary>
internal sealed class SiteGrainMover(ISiloPlaces places, ISiloStatusOracle members, ILocalSiloDetails self, TimeProvider time)
    : IIncomingGrainCallFilter
{
    private static readonly TimeSpan LookPeriod = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<Type, bool> isOfSite = new();
    private readonly ConcurrentDictionary<string, (bool IsHere, long At)> seen = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        await context.Invoke();
        if (context.Grain is { } grain && isOfSite.GetOrAdd(grain.GetType(), type => type.IsDefined(typeof(SitePlacedAttribute))) && !IsAtHome(context.TargetId.Key.ToString()!))
        {
            // Stays as long as placement sees no better silo.
            await context.TargetContext.GetComponent<IGrainManagementExtension>()!.MigrateOnIdle();
        }
    }

    private bool IsAtHome(string grainKey)
    {
        var site = grainKey.Split('/')[0];
        if (seen.TryGetValue(site, out var last) && time.GetElapsedTime(last.At) < LookPeriod)
        {
            return last.IsHere;
        }

        var active = members.GetApproximateSiloStatuses(onlyActive: true).Keys;
        var isHere = places.FirstOf(grainKey, active).Contains(self.SiloAddress);
        seen[site] = (isHere, time.GetTimestamp());
        return isHere;
    }
}
