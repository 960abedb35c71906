using QkdMec.Silo.Scenarios;

namespace QkdMec.Bench.Servers;

/// <summary>What the product runs while it is measured: one client site and one edge site, joined by one link.</summary>
/// <remarks>The link is so long that it makes next to no key in a round: pools are filled before each round, in the same two-sided commit.</remarks>
internal static class BenchScenario
{
    public const string ClientSite = "client";
    public const string ClientKme = "kme-client";
    public const string ClientSae = "sae-client";
    public const string EdgeSite = "edge";
    public const string EdgeKme = "kme-edge";
    public const string EdgeSae = "sae-edge";
    public const string DeviceApp = "bench";
    public const string EchoApp = "echo";

    /// <summary>17 kb/s: a small block in 2 s.</summary>
    private const double Kilometres = 150;

    /// <summary>So little that the link bears the contexts of every connection.</summary>
    private const double KeyRateBitsPerSecond = 1;

    /// <summary>The scenario.</summary>
    public static Scenario Create() => new()
    {
        Name = "bench",
        Sites =
        [
            new SiteScenario { Id = ClientSite, Kme = ClientKme, Saes = [ClientSae], Client = new PerimeterScenario { Sae = ClientSae, DeviceApp = DeviceApp } },
            new SiteScenario { Id = EdgeSite, Kme = EdgeKme, Saes = [EdgeSae], Hosts = [new HostScenario { Id = "edge-1", Sae = EdgeSae }] },
        ],
        Links = [new LinkScenario { Between = [ClientKme, EdgeKme], Profile = "operator", Kilometres = Kilometres }],
        Apps = [new AppScenario { Name = EchoApp, Function = "echo", Description = "Answers with what it was given" }],
        Policies = new PolicyScenario { KeyRateBitsPerSecond = KeyRateBitsPerSecond },
    };
}
