using Microsoft.Extensions.DependencyInjection;
using QkdMec.Embedded.Activations;
using QkdMec.Embedded.Simulation;
using QkdMec.Embedded.Storage;
using QkdMec.Grains.Identity;
using QkdMec.Grains.MecHosts;
using QkdMec.Grains.MecHosts.Registries;
using QkdMec.Grains.Orchestration;
using QkdMec.Tests.Fakes;
using QkdMec.Tests.Hosting;
using QkdMec.Tests.Hosts.Mec;

namespace QkdMec.Tests.Simulation.Mec;

/// <summary>Does the registry outlive crashes, and judge hosts by the time that passed?</summary>
public sealed class HostRegistryTests : IDisposable
{
    private static readonly string[] Silos = ["mec-0", "mec-1", "edge-1", "edge-2"];

    private readonly MecTestSystem system = new();
    private readonly SimulatedCluster simulation = new(new SimulationOptions
    {
        Seed = 1, Cluster = new GrainClusterOptions { Types = MecTestSystem.Types, ResponseTimeout = TimeSpan.FromSeconds(2) },
    });

    private readonly IGrainFactory client;

    public HostRegistryTests()
    {
        foreach (var silo in system.Silos(new SeededEntropy(7), new CountedIds()))
        {
            simulation.AddSilo(new SiloDefinition(
                silo.Name, silo.Metadata, services => silo.Fill(services.AddSingleton<IGrainStateStore>(new TestStateStore(silo.States)))));
        }

        client = simulation.AddClient("client");
    }

    private IHostRegistryGrain Registry => client.GetGrain<IHostRegistryGrain>(MecOptions.System);

    public void Dispose() => simulation.Dispose();

    [Fact]
    public void Change_OutlivesACrash_AndReachesTheRoom()
    {
        var version = 0L;
        simulation.Run(async () => version = (await Registry.DrainAsync(MecTestSystem.First, CancellationToken.None)).Entry!.Version);
        foreach (var silo in Silos)
        {
            simulation.CrashSilo(silo);
        }

        simulation.RunFor(TimeSpan.FromMinutes(1));

        var roster = Read();
        Assert.Equal(version, roster.Version);
        Assert.Equal((HostState.Draining, HostState.Active), (roster.Find(MecTestSystem.First)!.State, roster.Find(MecTestSystem.Second)!.State));
        simulation.Run(async () =>
        {
            Assert.Null(await Registry.FollowAsync(version, CancellationToken.None));
            var room = client.GetGrain<IMecHostGrain>(MecTestSystem.First.ToGrainKey());
            var refused = await room.ReserveAsync(new HostReservation(new ContextId("c"), "echo-1", 16), CancellationToken.None);
            Assert.Equal((ReserveStatus.Closed, HostState.Draining), (refused.Status, refused.State));
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void Hosts_WhenTheWallClockJumps_StayActive(int days)
    {
        Read();
        simulation.RunFor(TimeSpan.FromSeconds(5));
        foreach (var silo in Silos)
        {
            simulation.JumpClock(silo, TimeSpan.FromDays(days));
        }

        simulation.RunFor(TimeSpan.FromSeconds(30));
        Assert.All(Read().Hosts, entry => Assert.Equal((HostState.Active, 0L), (entry.State, entry.Version)));
    }

    [Fact]
    public void Room_ThatFollowsALaterVersion_IsOvertaken()
    {
        simulation.Run(async () =>
        {
            await client.GetGrain<IMecHostGrain>(MecTestSystem.First.ToGrainKey()).FollowAsync(new HostOrders(17, HostState.Draining, null), CancellationToken.None);
            await Registry.DrainAsync(MecTestSystem.First, CancellationToken.None);
            await Registry.PutAsync(new HostRequest(MecTestSystem.First), CancellationToken.None);
        });
        simulation.RunFor(TimeSpan.FromSeconds(10));

        Assert.Equal((18L, HostState.Active), (Read().Version, Read().Find(MecTestSystem.First)!.State));
        simulation.Run(async () => Assert.Equal(
            HostState.Active, (await client.GetGrain<IMecHostGrain>(MecTestSystem.First.ToGrainKey()).GetStatusAsync(CancellationToken.None)).State));
    }

    private HostRoster Read()
    {
        HostRoster roster = null!;
        simulation.Run(async () => roster = await Registry.ListAsync(CancellationToken.None));
        return roster;
    }
}
