using QkdMec.Embedded.Activations;
using QkdMec.Grains.Identity;
using QkdMec.Grains.Kmes;
using QkdMec.Grains.QkdLinks;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Grains.QkdNetworks.Reservations;
using QkdMec.Tests.Simulation.Worlds;

namespace QkdMec.Tests.Simulation.Networks;

/// <summary>
/// Links, relay and network under every fault: blocks that both ends hold are the same and none is ever made twice, what contexts hold is
/// what the network counts, and when all is mended the pools fill again.
/// </summary>
internal sealed class NetworkWorld : SimulatedWorld
{
    private const int Contexts = 8;

    private readonly SortedDictionary<string, string> placeOfBlock = new(StringComparer.Ordinal);
    private HospitalSites sites = null!;
    private IGrainFactory client = null!;

    public override string Name => "network";

    public override GrainClusterOptions Cluster { get; } = new()
    {
        Assemblies = [typeof(IKmeGrain).Assembly],
        ResponseTimeout = TimeSpan.FromSeconds(2),
        IdleAge = TimeSpan.FromSeconds(30),
    };

    public override TimeSpan LongestPause => TimeSpan.FromSeconds(1);

    public override TimeSpan Recovery => TimeSpan.FromSeconds(15);

    public override IReadOnlyList<string> RequiredOutcomes =>
        ["cut", "mended", "overheard", "reserved", "no room", "released", "blocks agree", "alarm", nameof(TimeoutException), nameof(OrleansException)];

    private IQkdNetworkGrain Network => client.GetGrain<IQkdNetworkGrain>(NetworkKeys.Network);

    protected override void Build()
    {
        sites = new HospitalSites(Simulation.Random.Next());
        foreach (var silo in sites.Silos)
        {
            Simulation.AddSilo(silo);
        }

        Simulation.Faults.SiloFaultPeriod = TimeSpan.FromSeconds(3);
        client = Simulation.AddClient("client");
        Operation("cut", 1, () => TryAsync("cut", () => SomeLink().CutAsync(default)));
        Operation("mend", 3, () => TryAsync("mended", () => MendAsync(SomeLink())));
        Operation("overhear", 1, () => TryAsync("overheard", () => SomeLink().SetEavesdropperAsync(0.5, default)));
        Operation("reserve", 4, ReserveAsync);
        Operation("release", 2, ReleaseAsync);
        Operation("look", 4, LookAsync);
        Operation("ask", 4, () => TryAsync("status", () => Network.GetStatusAsync(default)));
    }

    protected override async Task CheckAsync()
    {
        foreach (var link in HospitalSites.Topology.Links)
        {
            // The first write after the faults may meet one that the last fault left behind.
            await TryAsync("mended", () => MendAsync(Link(link)));
            await MendAsync(Link(link));
        }

        await Network.GetStatusAsync(default);
        await Task.Delay(TimeSpan.FromSeconds(20), Simulation.Clock);
        await LookAsync();
        await CheckReservationsAsync();
        var availability = await Network.GetAvailabilityAsync(HospitalSites.Hospital.Kme, HospitalSites.Edge.Kme, default);
        Assert.True(availability is { Reachable: true, StoredBits: > 8 * HospitalSites.PoolBytes / 2 }, $"the network did not recover: {availability}");
    }

    private static async Task MendAsync(IQkdLinkGrain link)
    {
        await link.RepairAsync(default);
        await link.SetEavesdropperAsync(0, default);
    }

    private async Task LookAsync()
    {
        foreach (var (one, other) in HospitalSites.Pairs)
        {
            foreach (var block in await sites.AgreedBlocksAsync(one, other))
            {
                Assert.True(
                    placeOfBlock.TryAdd(block.Hex, block.Place) || placeOfBlock[block.Hex] == block.Place,
                    $"the block at {block.Place} was made before");
                Count("blocks agree");
            }
        }

        await TryAsync("looked", async () =>
        {
            var status = await client.GetGrain<IKmeGrain>(HospitalSites.Relay.ToGrainKey()).GetStatusAsync(default);
            if (status.Alarms.Length > 0)
            {
                Count("alarm");
            }
        });
    }

    private async Task ReserveAsync()
    {
        var wanted = new RateReservation(SomeContext(), HospitalSites.Hospital.Kme, HospitalSites.Edge.Kme, 100_000 * (1 + Simulation.Random.Below(4)));
        await TryAsync("asked to reserve", async () =>
        {
            var isHeld = await Network.ReserveRateAsync(wanted, default);
            Count(isHeld ? "reserved" : "no room");
        });
    }

    private Task ReleaseAsync() => TryAsync("released", () => Network.ReleaseRateAsync(SomeContext(), default));

    private async Task CheckReservationsAsync()
    {
        // Settles what a crash left pending; the first try may meet what the last fault left behind.
        await TryAsync("settled", () => Network.ReleaseRateAsync(ContextId.Parse("nobody"), default));
        await Network.ReleaseRateAsync(ContextId.Parse("nobody"), default);
        var held = 0.0;
        for (var context = 0; context < Contexts; context++)
        {
            var hold = await client.GetGrain<IRateHoldGrain>($"context-{context}").GetAsync(default);
            held += hold.Reservation?.RateBitsPerSecond ?? 0;
        }

        var status = await Network.GetStatusAsync(default);
        Assert.Equal(held, Assert.Single(status.Pairs).ReservedBitsPerSecond);
        Assert.True(held <= 1e6, $"{held} b/s are held on links of 1 Mb/s");
    }

    private ContextId SomeContext() => ContextId.Parse($"context-{Simulation.Random.Below(Contexts)}");

    private IQkdLinkGrain SomeLink() => Link(Simulation.Random.Chance(0.5) ? HospitalSites.HospitalLink : HospitalSites.EdgeLink);

    private IQkdLinkGrain Link(LinkId link) => client.GetGrain<IQkdLinkGrain>(link.ToGrainKey());

    private async Task TryAsync(string outcome, Func<Task> act)
    {
        try
        {
            await act();
            Count(outcome);
        }
        catch (TimeoutException)
        {
            Count(nameof(TimeoutException));
        }
        catch (OrleansException)
        {
            Count(nameof(OrleansException));
        }
    }
}
