using System.Collections.Immutable;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using QkdMec.Embedded.Activations;
using QkdMec.Embedded.Calls;
using QkdMec.Embedded.Storage;
using QkdMec.Grains.Hosting;
using QkdMec.Tests.Hosts.Grains;

namespace QkdMec.Tests.Hosting;

/// <summary>What crosses silos is serialised and can be read; what stays within one is not.</summary>
public sealed class TapTests
{
    [Fact]
    public async Task Frame_BetweenSilos_HoldsTextAndBytesAsTheyAre()
    {
        var tap = new RecordingTap();
        await using var cluster = ClusterWith(tap);
        var errand = new Delivery("a recognisable name", [0xDE, 0xAD, 0xBE, 0xEF, 0x01], [], ImmutableDictionary<string, long>.Empty, null);

        await cluster.Silos[0].GrainFactory.GetGrain<IErrandGrain>("beta/tapped").EchoAsync(errand, ErrandPriority.Low, DateTimeOffset.UnixEpoch);

        Assert.Equal([("alpha", "beta"), ("beta", "alpha")], tap.Frames.Select(frame => (frame.Source, frame.Destination)));
        Assert.All(tap.Frames, frame =>
        {
            Assert.True(frame.Bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes("a recognisable name")) >= 0);
            Assert.True(frame.Bytes.AsSpan().IndexOf(errand.Body.AsSpan()) >= 0);
        });
    }

    [Fact]
    public async Task Message_WithinASilo_IsHandedOverAsItIs()
    {
        var tap = new RecordingTap();
        await using var cluster = ClusterWith(tap);

        await cluster.Silos[1].GrainFactory.GetGrain<ICounterGrain>("beta/near").AddAsync(1);

        Assert.Empty(tap.Frames);
    }

    private static GrainCluster ClusterWith(ICallTap tap)
    {
        var cluster = new GrainCluster(new GrainClusterOptions { Types = GrainHostFixture.GrainTypes, Tap = tap });
        foreach (var site in Hosts.HostSites.All)
        {
            cluster.StartSilo(new SiloDefinition(
                site,
                ImmutableDictionary<string, string>.Empty.Add(KeyPlacement.SitesKey, site),
                services => services.AddSingleton<IGrainStateStore>(new MemoryStateStore())));
        }

        return cluster;
    }

    private sealed class RecordingTap : ICallTap
    {
        public List<(string Source, string Destination, byte[] Bytes)> Frames { get; } = [];

        public void OnFrame(string source, string destination, ReadOnlySpan<byte> frame) => Frames.Add((source, destination, frame.ToArray()));
    }
}
