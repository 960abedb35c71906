using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using QkdMec.Grains.AppCatalogs;
using QkdMec.Grains.AppContexts;
using QkdMec.Grains.Entropy;
using QkdMec.Grains.Hosting;
using QkdMec.Grains.Identity;
using QkdMec.Grains.MecHosts;
using QkdMec.Grains.Notifications;
using QkdMec.Grains.Orchestration;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Grains.SecurityContexts;
using QkdMec.Tests.Fakes;

namespace QkdMec.Tests.Hosts.Mec;

/// <summary>The MEC system of a test: two hosts at one edge site, a client's site, and stand-ins for network and security contexts.</summary>
internal sealed class MecTestSystem
{
    public static readonly HostId First = HostId.Parse("edge/edge-1");
    public static readonly HostId Second = HostId.Parse("edge/edge-2");

    private static readonly KmeAddress ClientKme = new(SiteId.Parse("hospital"), KmeId.Parse("kme-hospital"));
    private static readonly KmeAddress EdgeKme = new(SiteId.Parse("edge"), KmeId.Parse("kme-edge"));

    /// <summary>The grain classes of the MEC system, the stand-ins, and all messages.</summary>
    public static IReadOnlyList<Type> Types { get; } =
    [
        .. typeof(IAppContextGrain).Assembly.GetTypes().Where(type => !IsStoodInFor(type)), typeof(TestNetworkGrain), typeof(TestSecurityContextGrain),
    ];

    public MecOptions Options { get; init; } = new()
    {
        Hosts = [new HostDescription { Id = First, Kme = EdgeKme.Kme, Contexts = 50 }, new HostDescription { Id = Second, Kme = EdgeKme.Kme, Contexts = 50 }],
        Functions = ["echo", "cardio-risk"],
        DefaultClientSite = ClientKme.Site,
    };

    public MecTestKnobs Knobs { get; } = new();

    public NotificationOptions Notifications { get; init; } = new();

    /// <summary>What sends to device applications; by default nothing leaves the test.</summary>
    public Func<IServiceProvider, INotificationSender> Sender { get; init; } = _ => new KeptNotifications();

    public RewindableStates States { get; } = new();

    public static CatalogApp Echo { get; } = new()
    {
        AppDId = "echo-1", Identity = new AppIdentity("echo", "QkdMec", "1.0", "1.0"), Description = "Answers with what it was given", Function = "echo",
    };

    /// <summary>The silos: two for grains without a place, one for each host.</summary>
    public IEnumerable<TestSilo> Silos(IEntropySource entropy, IIdSource ids)
    {
        var none = ImmutableDictionary<string, string>.Empty;
        yield return new TestSilo("mec-0", none, States, services => Fill(services, entropy, ids));
        yield return new TestSilo("mec-1", none, States, services => Fill(services, entropy, ids));
        foreach (var host in Options.Hosts)
        {
            var metadata = none.Add(KeyPlacement.HostsKey, host.Id.ToGrainKey());
            yield return new TestSilo(host.Id.Name, metadata, States, services => Fill(services, entropy, ids));
        }
    }

    private static bool IsStoodInFor(Type type) =>
        type is { IsClass: true, IsAbstract: false } && (typeof(IQkdNetworkGrain).IsAssignableFrom(type) || typeof(ISecurityContextGrain).IsAssignableFrom(type));

    private void Fill(IServiceCollection services, IEntropySource entropy, IIdSource ids)
    {
        var topology = new NetworkTopology([ClientKme, EdgeKme], [LinkId.Between(ClientKme.Kme, EdgeKme.Kme)], []);
        services.AddSingleton(Knobs).AddSingleton(entropy).AddSingleton(ids).AddQkdNetwork(topology, []).AddMec(Options).AddKeyPlacement();
        services.AddNotifications(Notifications).AddSingleton(Sender);
    }
}
