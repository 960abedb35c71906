using QkdMec.Grains.Identity;
using QkdMec.Grains.Orchestration;

namespace QkdMec.Grains.MecHosts;

/// <summary>
/// The room of one MEC host. Key: <c>site/host</c>. It runs anywhere, so that room can be given back while the host itself is down.
/// What a context neither confirms nor finishes is settled with the context grain after a while, so no room leaks.
/// </summary>
[Alias(TypeAliases.MecHostGrain)]
public interface IMecHostGrain : IGrainWithStringKey
{
    /// <summary>Holds room for a context, under a new ticket each time.</summary>
    Task<ReserveOutcome> ReserveAsync(HostReservation reservation, CancellationToken cancellationToken);

    /// <summary>The context is active with this ticket; nothing to do when the ticket is settled.</summary>
    Task ConfirmAsync(long ticket, CancellationToken cancellationToken);

    /// <summary>Nobody will use this ticket; nothing to do when it is settled.</summary>
    Task CancelAsync(long ticket, CancellationToken cancellationToken);

    /// <summary>A context intends to go; the room is given back when the release is finished. Returns the ticket of the release.</summary>
    Task<long> BeginReleaseAsync(HostRelease release, CancellationToken cancellationToken);

    /// <summary>The context is gone; nothing to do when the ticket is settled.</summary>
    Task FinishReleaseAsync(long ticket, CancellationToken cancellationToken);

    /// <summary>The registry says what the host is to be; the version that is followed now, a higher one where that was known.</summary>
    Task<long> FollowAsync(HostOrders orders, CancellationToken cancellationToken);

    /// <summary>Its platform tells its processor load, 0 to 1. It counts for <see cref="MecOptions.TelemetryAge"/> and is not stored: the next report is not far.</summary>
    Task ReportLoadAsync(double load, CancellationToken cancellationToken);

    /// <summary>What the host has and what is left of it.</summary>
    Task<HostStatus> GetStatusAsync(CancellationToken cancellationToken);
}
