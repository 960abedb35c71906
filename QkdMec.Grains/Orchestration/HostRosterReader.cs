using QkdMec.Grains.MecHosts.Registries;

namespace QkdMec.Grains.Orchestration;

/// <summary>
/// Reads which hosts there are. While the registry is silent what was known last counts, at first the configuration: rooms refuse by themselves
/// what a host must not take, so an old list costs an attempt and places nothing wrongly.
/// </summary>
internal sealed class HostRosterReader(MecOptions options, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private HostRoster? known;
    private long? silentAt;

    /// <summary>The hosts now, or as they were known last.</summary>
    public async Task<HostRoster> ReadAsync(IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (silentAt is { } since && time.GetElapsedTime(since) < Pause)
        {
            return known ??= HostRoster.Configured(options);
        }

        try
        {
            // A third: hosts and keys are still to be asked within the same answer.
            var read = await grains.GetGrain<IHostRegistryGrain>(MecOptions.System).ListAsync(cancellationToken).WaitAsync(options.CallWithin / 3, time, cancellationToken);
            (known, silentAt) = (read, null);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            silentAt = time.GetTimestamp();
        }

        return known ??= HostRoster.Configured(options);
    }
}
