using QkdMec.Grains.Identity;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Silo.Composition;

namespace QkdMec.Silo.Running;

/// <summary>Waits until clients could draw keys: until then a first invocation would be refused for want of key.</summary>
internal sealed partial class Readiness(SystemPlan plan, IGrainFactory grains, TimeProvider time, ILogger<Readiness> logger)
{
    /// <summary>Key that must be stored between a client and each MEC host's site: enough for the first contexts.</summary>
    private const long EnoughBits = 64 * 256;

    private static readonly TimeSpan LookPeriod = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan TellPeriod = TimeSpan.FromSeconds(10);

    private readonly List<(KmeId Client, KmeId Edge)> pairs = PairsOf(plan);

    /// <summary>Completes when there is key for every pair of client and MEC host, or in a network without them for its first pair of SAEs.</summary>
    public async Task WaitAsync(CancellationToken stopping)
    {
        var told = time.GetTimestamp();
        while (await FirstWithoutKeyAsync(stopping) is { } missing)
        {
            if (time.GetElapsedTime(told) >= TellPeriod)
            {
                told = time.GetTimestamp();
                LogWaiting(missing.Client, missing.Edge);
            }

            await Task.Delay(LookPeriod, time, stopping);
        }
    }

    private static List<(KmeId Client, KmeId Edge)> PairsOf(SystemPlan plan)
    {
        List<(KmeId Client, KmeId Edge)> pairs =
        [
            .. from client in plan.AllSites
               where client.Client is not null
               from edge in plan.AllSites
               where !edge.Hosts.IsEmpty
               select (client.Kme.Kme, edge.Kme.Kme),
        ];
        if (pairs.Count == 0 && plan.FirstKeyPair is { } first)
        {
            pairs.Add((first.From.Kme.Kme, first.To.Kme.Kme));
        }

        return pairs;
    }

    /// <summary>The network's first answer also sets links and refilling going.</summary>
    private async Task<(KmeId Client, KmeId Edge)?> FirstWithoutKeyAsync(CancellationToken stopping)
    {
        var network = grains.GetGrain<IQkdNetworkGrain>(NetworkKeys.Network);
        foreach (var pair in pairs)
        {
            try
            {
                var key = await network.GetAvailabilityAsync(pair.Client, pair.Edge, stopping).WaitAsync(CallTimeout, time, stopping);
                if (!key.Reachable || key.StoredBits < EnoughBits)
                {
                    return pair;
                }
            }
            catch (TimeoutException)
            {
                return pair;
            }
        }

        return null;
    }

    [LoggerMessage(LogLevel.Warning, "Waiting for key between {Client} and {Edge}")]
    private partial void LogWaiting(KmeId client, KmeId edge);
}
