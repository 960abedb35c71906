using QkdMec.Grains.KeyPools;
using QkdMec.Grains.QkdLinks;
using QkdMec.Grains.QkdNetworks;

namespace QkdMec.Tests.Simulation.Episodes;

/// <summary>How a scenario's network is run for an episode.</summary>
internal sealed record EpisodeSetting
{
    /// <summary>The scenario.</summary>
    public required string Scenario { get; init; }

    /// <summary>How all pools behave.</summary>
    public required KeyPoolOptions Pools { get; init; }

    /// <summary>What the episode says of links beyond the scenario.</summary>
    public Func<LinkPlan, LinkPlan> Laid { get; init; } = plan => plan;

    /// <summary>How links hand over what they make.</summary>
    public Action<QkdLinkOptions> Links { get; init; } = _ => { };

    /// <summary>How the network refills.</summary>
    public Action<QkdNetworkOptions> Network { get; init; } = _ => { };
}
