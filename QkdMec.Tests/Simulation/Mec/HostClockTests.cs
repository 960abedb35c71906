using Microsoft.Extensions.DependencyInjection;
using QkdMec.Embedded.Activations;
using QkdMec.Embedded.Simulation;
using QkdMec.Embedded.Storage;
using QkdMec.Grains.Identity;
using QkdMec.Grains.MecHosts;
using QkdMec.Tests.Fakes;
using QkdMec.Tests.Hosting;
using QkdMec.Tests.Hosts.Mec;

namespace QkdMec.Tests.Simulation.Mec;

/// <summary>Does a host wait until no late call can come before it settles, whatever the wall clock does?</summary>
public sealed class HostClockTests : IDisposable
{
    private readonly MecTestSystem system = new();
    private readonly SimulatedCluster simulation = new(new SimulationOptions
    {
        Seed = 1, Cluster = new GrainClusterOptions { Types = MecTestSystem.Types, ResponseTimeout = TimeSpan.FromSeconds(2) },
    });

    private readonly IMecHostGrain host;

    public HostClockTests()
    {
        foreach (var silo in system.Silos(new SeededEntropy(7), new CountedIds()))
        {
            simulation.AddSilo(new SiloDefinition(
                silo.Name, silo.Metadata, services => silo.Fill(services.AddSingleton<IGrainStateStore>(new TestStateStore(silo.States)))));
        }

        host = simulation.AddClient("client").GetGrain<IMecHostGrain>(MecTestSystem.First.ToGrainKey());
    }

    public void Dispose() => simulation.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void Settle_WhenTheWallClockJumps_WaitsForTheTimeThatPassed(int days)
    {
        Reserve();
        Jump(TimeSpan.FromDays(days));

        simulation.RunFor(system.Options.SettleAfter - TimeSpan.FromSeconds(1));
        Assert.Equal(1, Unsettled());

        simulation.RunFor(system.Options.SettlePeriod * 2);
        Assert.Equal(0, Unsettled());
    }

    [Fact]
    public void Settle_AfterACrash_CountsTheTimeOfEarlierActivations()
    {
        Reserve();
        simulation.RunFor(system.Options.SettleAfter - TimeSpan.FromSeconds(5));
        Reserve();
        CrashAll();
        Assert.Equal(2, Unsettled());

        simulation.RunFor(system.Options.SettlePeriod * 2);
        Assert.Equal(1, Unsettled());
    }

    [Fact]
    public void ReportedLoad_CountsForAWhile()
    {
        simulation.Run(() => host.ReportLoadAsync(0.7, CancellationToken.None));
        simulation.RunFor(system.Options.TelemetryAge - TimeSpan.FromSeconds(1));
        Jump(TimeSpan.FromDays(1));
        Assert.Equal((0.7, 0.7), (Status().ReportedLoad, Status().Load));

        simulation.RunFor(TimeSpan.FromSeconds(2));
        Assert.Equal((null, 0), (Status().ReportedLoad, Status().Load));
    }

    private void Jump(TimeSpan by)
    {
        foreach (var silo in new[] { "mec-0", "mec-1", "edge-1", "edge-2" })
        {
            simulation.JumpClock(silo, by);
        }
    }

    private void CrashAll()
    {
        foreach (var silo in new[] { "mec-0", "mec-1", "edge-1", "edge-2" })
        {
            simulation.CrashSilo(silo);
        }

        simulation.RunFor(TimeSpan.FromMinutes(1));
    }

    private void Reserve() => simulation.Run(async () =>
    {
        var reserved = await host.ReserveAsync(new HostReservation(new ContextId("c"), "echo-1", 16), CancellationToken.None);
        Assert.Equal(ReserveStatus.Reserved, reserved.Status);
    });

    private int Unsettled() => Status().Unsettled;

    private HostStatus Status()
    {
        HostStatus status = null!;
        simulation.Run(async () => status = await host.GetStatusAsync(CancellationToken.None));
        return status;
    }
}
