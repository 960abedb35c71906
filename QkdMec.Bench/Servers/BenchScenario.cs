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

    /// <summary>Next to nothing: the links of a chain must not be busy with blocks of their own.</summary>
    private const double KilometresInChain = 250;

    /// <summary>So little that the link bears the contexts of every connection.</summary>
    private const double KeyRateBitsPerSecond = 1;

    /// <summary>A SAE of the client site.</summary>
    public static string ClientSaeOf(int number) => number == 0 ? ClientSae : $"{ClientSae}-{number}";

    /// <summary>A SAE of the edge site.</summary>
    public static string EdgeSaeOf(int number) => number == 0 ? EdgeSae : $"{EdgeSae}-{number}";

    /// <summary>The KMEs from the client's to the edge's.</summary>
    public static IReadOnlyList<string> ChainOf(SystemShape shape) =>
        [ClientKme, .. Enumerable.Range(1, shape.Hops - 1).Select(number => $"kme-relay-{number}"), EdgeKme];

    /// <summary>The scenario.</summary>
    public static Scenario Create(SystemShape shape)
    {
        var chain = ChainOf(shape);
        return new Scenario
        {
            Name = "bench",
            Sites =
            [
                new SiteScenario
                {
                    Id = ClientSite, Kme = ClientKme, Saes = Names(shape.Masters, ClientSaeOf), Client = new PerimeterScenario { Sae = ClientSae, DeviceApp = DeviceApp },
                },
                new SiteScenario { Id = EdgeSite, Kme = EdgeKme, Saes = Names(shape.Slaves, EdgeSaeOf), Hosts = [new HostScenario { Id = "edge-1", Sae = EdgeSae }] },
                .. chain.Skip(1).SkipLast(1).Select(kme => new SiteScenario { Id = $"site-{kme}", Kme = kme }),
            ],
            Links =
            [
                .. chain.Zip(chain.Skip(1)).Select(ends => new LinkScenario
                {
                    Between = [ends.First, ends.Second], Profile = "operator", Kilometres = shape.Hops == 1 ? Kilometres : KilometresInChain,
                }),
            ],
            Apps = [new AppScenario { Name = EchoApp, Function = "echo", Description = "Answers with what it was given" }],
            Policies = new PolicyScenario { KeyRateBitsPerSecond = KeyRateBitsPerSecond, PoolCapacityBytes = shape.StoredBytes },
        };
    }

    private static List<string> Names(int number, Func<int, string> nameOf) => [.. Enumerable.Range(0, number).Select(nameOf)];
}
