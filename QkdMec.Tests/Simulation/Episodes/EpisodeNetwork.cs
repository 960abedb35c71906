using Microsoft.Extensions.DependencyInjection;
using QkdMec.Embedded.Activations;
using QkdMec.Embedded.Simulation;
using QkdMec.Embedded.Storage;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyDeliveries;
using QkdMec.Grains.Kmes;
using QkdMec.Grains.QkdLinks;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Grains.QkdNetworks.Topologies;
using QkdMec.Silo.Composition;
using QkdMec.Silo.Configuration;
using QkdMec.Silo.Scenarios;

namespace QkdMec.Tests.Simulation.Episodes;

/// <summary>A published network in virtual time, from its scenario file. Names are those of the file without their prefixes.</summary>
internal sealed class EpisodeNetwork : IDisposable
{
    private readonly NetworkPlan network;
    private readonly SimulatedCluster simulation;
    private readonly IGrainFactory client;

    public EpisodeNetwork(EpisodeSetting setting)
    {
        var plan = new SystemPlan(ScenarioLibrary.Load(setting.Scenario), new SystemOptions());
        network = new NetworkPlan(plan.Topology, plan.Links.Select(setting.Laid));
        simulation = new SimulatedCluster(new SimulationOptions
        {
            Seed = 1,
            Cluster = new GrainClusterOptions { Assemblies = [typeof(IKmeGrain).Assembly], ResponseTimeout = TimeSpan.FromSeconds(2) },
        });
        var states = new MemoryStateStore();
        foreach (var kme in network.Topology.Kmes)
        {
            simulation.AddSilo(new EpisodeSite(kme, network, setting, states).Definition);
        }

        client = simulation.AddClient("test");
        Ask(() => client.GetGrain<IQkdNetworkGrain>(NetworkKeys.Network).GetStatusAsync(Token));
    }

    /// <summary>How long the episode runs.</summary>
    public TimeSpan Elapsed => simulation.Elapsed;

    private static CancellationToken Token => CancellationToken.None;

    /// <summary>Lets time pass.</summary>
    public void RunFor(TimeSpan duration) => simulation.RunFor(duration);

    /// <summary>Draws keys at one site and fetches them at the other, where they must be the same.</summary>
    public KeyOutcome Draw(string from, string to, int number, int keyBytes)
    {
        using KeyBatch drawn = new(), fetched = new();
        var (master, slave) = (SaeId.Parse($"sae-{from}"), SaeId.Parse($"sae-{to}"));
        var outcome = Ask(() => DeliveryAt(from).EncKeysAsync(master, slave, number, keyBytes, drawn).AsTask());
        if (outcome != KeyOutcome.Delivered)
        {
            return outcome;
        }

        Assert.Equal(number, drawn.Count);
        for (var key = 0; key < number; key++)
        {
            fetched.Add(drawn.IdOf(key));
        }

        Assert.Equal(KeyOutcome.Delivered, Ask(() => DeliveryAt(to).DecKeysAsync(slave, master, fetched).AsTask()));
        for (var key = 0; key < number; key++)
        {
            Assert.True(drawn.KeyOf(key).SequenceEqual(fetched.KeyOf(key)));
        }

        return outcome;
    }

    /// <summary>The route that new blocks between two sites take now, such as <c>for-erd-brt</c>; empty when there is none.</summary>
    public string RouteBetween(string from, string to)
    {
        var pair = LinkId.Between(KmeOf(from), KmeOf(to));
        var status = Ask(() => client.GetGrain<IQkdNetworkGrain>(NetworkKeys.Network).GetStatusAsync(Token));
        var hops = status.Pairs.Single(one => one.From == pair.Smaller && one.To == pair.Larger).Hops.Select(hop => hop.Value["kme-".Length..]);
        return string.Join('-', pair.Smaller == KmeOf(from) ? hops : hops.Reverse());
    }

    /// <summary>What one site has stored for keys to another, in bytes.</summary>
    public long StoredFor(string from, string to) => PeerOf(from, to).Outbound!.StoredBytes;

    /// <summary>What was leased of the pools between two sites, in bytes.</summary>
    public long LeasedBetween(string one, string other) => PeerOf(one, other) is var peer ? peer.Outbound!.LeasedBytes + peer.Inbound!.LeasedBytes : 0;

    /// <summary>The alarms of a site.</summary>
    public IEnumerable<KmeAlarm> AlarmsAt(string site) => StatusOf(site).Alarms;

    public void Cut(string one, string other) => simulation.Run(() => LinkOf(one, other).CutAsync(Token));

    public void Repair(string one, string other) => simulation.Run(() => LinkOf(one, other).RepairAsync(Token));

    public void Attack(string one, string other, double fraction) => simulation.Run(() => LinkOf(one, other).SetEavesdropperAsync(fraction, Token));

    public LinkStatus Status(string one, string other) => Ask(() => LinkOf(one, other).GetStatusAsync(Token));

    public void Dispose() => simulation.Dispose();

    private static KmeId KmeOf(string site) => KmeId.Parse($"kme-{site}");

    private IQkdLinkGrain LinkOf(string one, string other) => client.GetGrain<IQkdLinkGrain>(LinkId.Between(KmeOf(one), KmeOf(other)).ToGrainKey());

    private KmeStatus StatusOf(string site) => Ask(() => client.GetGrain<IKmeGrain>(network.Topology.Locate(KmeOf(site)).ToGrainKey()).GetStatusAsync(Token));

    private KmePeerStatus PeerOf(string from, string to) => StatusOf(from).Peers.Single(peer => peer.Peer == KmeOf(to));

    private KeyDelivery DeliveryAt(string site) =>
        simulation.Silos.Single(silo => silo.Name == site).Services.GetRequiredKeyedService<KeyDelivery>(SiteId.Parse(site));

    private T Ask<T>(Func<Task<T>> call)
    {
        T? answer = default;
        simulation.Run(async () => answer = await call());
        return answer!;
    }
}
