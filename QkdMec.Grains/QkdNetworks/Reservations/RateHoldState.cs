using QkdMec.Grains.Identity;

namespace QkdMec.Grains.QkdNetworks.Reservations;

/// <summary>What one context holds, over a restart.</summary>
[GenerateSerializer, Alias(TypeAliases.RateHoldState)]
internal sealed class RateHoldState
{
    /// <summary>The newest hold.</summary>
    [Id(0)]
    public RateHold Hold { get; set; } = RateHold.None;
}
