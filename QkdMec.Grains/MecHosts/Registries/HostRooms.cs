using QkdMec.Grains.Identity;
using QkdMec.Grains.Orchestration;

namespace QkdMec.Grains.MecHosts.Registries;

/// <summary>The registry's calls to hosts and to the grains of their room; each is bounded, and one that fails is made again at the next look.</summary>
internal sealed class HostRooms(MecOptions options, TimeProvider time)
{
    private readonly Dictionary<HostId, long> confirmed = [];

    // Below the period, so that a silent host does not stretch it much.
    private TimeSpan Within => options.PulsePeriod / 2;

    /// <summary>Asks every host for its pulse.</summary>
    public async Task<(HostId Host, bool Answered)[]> AskPulsesAsync(HostRoster roster, IGrainFactory grains, CancellationToken cancellationToken) =>
        await Task.WhenAll(roster.Hosts.Select(async entry => (entry.Host, await TryAsync(
            async within => (bool?)await AnswersAsync(grains.GetGrain<IHostPulseGrain>(entry.Host.ToGrainKey()), within), cancellationToken) ?? false)));

    /// <summary>Tells the rooms what they have not confirmed; those that follow a higher version.</summary>
    public async Task<(HostId Host, long Version)[]> TellAsync(HostRoster roster, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var told = await Task.WhenAll(roster.Hosts.Select(async entry => (entry, await TellAsync(entry, grains, cancellationToken))));
        return [.. told.Where(pair => pair.Item2 > pair.entry.Version).Select(pair => (pair.entry.Host, pair.Item2))];
    }

    /// <summary>Tells one room; the version it follows now, or that of the entry when it did not answer.</summary>
    public async Task<long> TellAsync(HostEntry entry, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (entry.Version <= confirmed.GetValueOrDefault(entry.Host))
        {
            return entry.Version;
        }

        var version = await TryAsync(async within => (long?)await Room(entry.Host, grains).FollowAsync(entry.Orders, within), cancellationToken);
        confirmed[entry.Host] = version == entry.Version ? entry.Version : confirmed.GetValueOrDefault(entry.Host);
        return version ?? entry.Version;
    }

    /// <summary>The hosts that are to go, know it, and are empty.</summary>
    public async Task<HostEntry[]> FindEmptyAsync(HostRoster roster, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var going = roster.Hosts.Where(entry => entry.Wish == HostWish.Remove && confirmed.GetValueOrDefault(entry.Host) == entry.Version);
        var asked = await Task.WhenAll(going.Select(async entry => (
            entry, await TryAsync(async within => (bool?)IsEmpty(await Room(entry.Host, grains).GetStatusAsync(within)), cancellationToken) ?? false)));
        return [.. asked.Where(pair => pair.Item2).Select(pair => pair.entry)];
    }

    private static bool IsEmpty(HostStatus status) => status is { ContextsUsed: 0, Unsettled: 0 };

    private static IMecHostGrain Room(HostId host, IGrainFactory grains) => grains.GetGrain<IMecHostGrain>(host.ToGrainKey());

    private static async Task<bool> AnswersAsync(IHostPulseGrain host, CancellationToken cancellationToken)
    {
        await host.AnswerAsync(cancellationToken);
        return true;
    }

    private async Task<T?> TryAsync<T>(Func<CancellationToken, Task<T?>> call, CancellationToken cancellationToken)
        where T : struct
    {
        try
        {
            return await call(cancellationToken).WaitAsync(Within, time, cancellationToken);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever it failed with: silence is what the caller judges.
            return null;
        }
    }
}
