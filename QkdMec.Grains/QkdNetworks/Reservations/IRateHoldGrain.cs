using QkdMec.Grains.Identity;

namespace QkdMec.Grains.QkdNetworks.Reservations;

/// <summary>What one context holds of the network's key rate. Key: the context id. Only the network grain writes it.</summary>
[Alias(TypeAliases.RateHoldGrain)]
public interface IRateHoldGrain : IGrainWithStringKey
{
    /// <summary>What it holds.</summary>
    Task<RateHold> GetAsync(CancellationToken cancellationToken);

    /// <summary>Keeps a newer hold, durably; an older or equal one changes nothing.</summary>
    Task SetAsync(RateHold hold, CancellationToken cancellationToken);
}
