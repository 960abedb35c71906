using QkdMec.Grains.QkdNetworks;

namespace QkdMec.Tests.Hosts.Mec;

/// <summary>What the stand-ins for network and security contexts keep.</summary>
[GenerateSerializer, Alias("test.mec.state")]
internal sealed class MecTestState
{
    /// <summary>Key rates held.</summary>
    [Id(0)]
    public List<RateReservation> Held { get; set; } = [];

    /// <summary>Whether a security context is bound.</summary>
    [Id(1)]
    public bool IsBound { get; set; }
}
