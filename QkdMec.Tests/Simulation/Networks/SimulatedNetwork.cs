using QkdMec.Embedded.Activations;
using QkdMec.Embedded.Simulation;
using QkdMec.Embedded.Storage;
using QkdMec.Grains.Identity;
using QkdMec.Grains.Kmes;
using QkdMec.Grains.QkdLinks;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Tests.Fakes;

namespace QkdMec.Tests.Simulation.Networks;

/// <summary>The hospital's network in virtual time, without faults but those a test makes.</summary>
internal sealed class SimulatedNetwork : IDisposable
{
    private readonly HospitalSites sites;

    public SimulatedNetwork(PadBook? pads = null, KmeAddress? liar = null, IGrainStateStore? states = null)
    {
        sites = new HospitalSites(seed: 1, pads) { Liar = liar, States = states ?? new MemoryStateStore() };
        Simulation = new SimulatedCluster(new SimulationOptions
        {
            Seed = 1,
            Cluster = new GrainClusterOptions { Assemblies = [typeof(IKmeGrain).Assembly], ResponseTimeout = TimeSpan.FromSeconds(2), Tap = Frames },
        });
        foreach (var silo in sites.Silos)
        {
            Simulation.AddSilo(silo);
        }

        Client = Simulation.AddClient("test");
    }

    public SimulatedCluster Simulation { get; }

    public FrameRecorder Frames { get; } = new();

    public IGrainFactory Client { get; }

    public IQkdNetworkGrain Network => Client.GetGrain<IQkdNetworkGrain>(NetworkKeys.Network);

    public IQkdLinkGrain Link(LinkId link) => Client.GetGrain<IQkdLinkGrain>(link.ToGrainKey());

    public IKmeGrain Kme(KmeAddress address) => Client.GetGrain<IKmeGrain>(address.ToGrainKey());

    /// <summary>What a call answers, in virtual time.</summary>
    public T Ask<T>(Func<Task<T>> call)
    {
        T? answer = default;
        Simulation.Run(async () => answer = await call());
        return answer!;
    }

    /// <summary>Sets the network going and lets it run.</summary>
    public void RunFor(TimeSpan duration)
    {
        Ask(() => Network.GetStatusAsync(CancellationToken.None));
        Simulation.RunFor(duration);
    }

    /// <summary>Crashes every silo and waits until all run again.</summary>
    public void CrashAll()
    {
        foreach (var kme in HospitalSites.Topology.Kmes)
        {
            Simulation.CrashSilo(kme.Site.Value);
        }

        Simulation.RunFor(TimeSpan.FromSeconds(20));
    }

    /// <summary>The blocks of a pair that both ends hold.</summary>
    public List<string> AgreedBlocks(KmeAddress one, KmeAddress other) =>
        [.. Ask(() => sites.AgreedBlocksAsync(one, other)).Select(block => block.Hex)];

    public void Dispose() => Simulation.Dispose();
}
