using QkdMec.Grains.Identity;

namespace QkdMec.Grains.QkdLinks;

/// <summary>A QKD link: makes blocks at its rate and watches its error rate. Key: <c>kmeA~kmeB</c>, see <see cref="LinkId"/>. Never sees key bytes.</summary>
[Alias(TypeAliases.QkdLinkGrain)]
public interface IQkdLinkGrain : IGrainWithStringKey
{
    /// <summary>What the link does now. The first call after a start sets it going.</summary>
    [AlwaysInterleave]
    Task<LinkStatus> GetStatusAsync(CancellationToken cancellationToken);

    /// <summary>Cuts the fibre, durably; nothing to do when it is cut.</summary>
    Task CutAsync(CancellationToken cancellationToken);

    /// <summary>Mends the fibre, durably; nothing to do when it is whole.</summary>
    Task RepairAsync(CancellationToken cancellationToken);

    /// <summary>Lets an eavesdropper intercept this share of the pulses, 0 to 1, durably; 0 sends her away.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a share.</exception>
    Task SetEavesdropperAsync(double fraction, CancellationToken cancellationToken);
}
