using Microsoft.Extensions.DependencyInjection;
using QkdMec.Embedded.Activations;
using QkdMec.Grains.Identity;
using QkdMec.Grains.Kmes;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Grains.QkdNetworks.Topologies;
using QkdMec.Tests.Simulation.Worlds;

namespace QkdMec.Tests.Simulation.Networks;

/// <summary>
/// Links and SAEs come and go under every fault: no two changes get one version, what was acknowledged lasts, every silo comes to the same topology,
/// blocks stay equal at both ends, and in the end key flows over what is laid.
/// </summary>
internal sealed class TopologyWorld : SimulatedWorld
{
    private static readonly LinkId Direct = LinkId.Between(HospitalSites.Hospital.Kme, HospitalSites.Edge.Kme);
    private static readonly LinkId[] Links = [HospitalSites.HospitalLink, HospitalSites.EdgeLink, Direct];
    private static readonly SaeId[] Saes = [SaeId.Parse("sae-edge-1"), SaeId.Parse("sae-new")];

    // A call that timed out may still run, once or later: until then nothing is known of its subject.
    private static readonly TimeSpan LatestRun = TimeSpan.FromSeconds(20);

    private readonly SortedDictionary<string, bool> known = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, TimeSpan> unknownUntil = new(StringComparer.Ordinal);
    private readonly HashSet<string> busy = [];
    private readonly SortedDictionary<long, string> versions = [];
    private readonly SortedDictionary<string, string> placeOfBlock = new(StringComparer.Ordinal);
    private HospitalSites sites = null!;
    private IGrainFactory client = null!;

    public override string Name => "topology";

    public override GrainClusterOptions Cluster { get; } = new()
    {
        Assemblies = [typeof(IKmeGrain).Assembly],
        ResponseTimeout = TimeSpan.FromSeconds(2),
        IdleAge = TimeSpan.FromSeconds(30),
    };

    public override TimeSpan LongestPause => TimeSpan.FromSeconds(1);

    public override TimeSpan Recovery => TimeSpan.FromSeconds(25);

    public override IReadOnlyList<string> RequiredOutcomes =>
        ["laid", "removed", "attached", "detached", "repeated", "blocks agree", "unknown", nameof(TimeoutException), nameof(OrleansException)];

    private INetworkTopologyGrain Topology => client.GetGrain<INetworkTopologyGrain>(NetworkKeys.Network);

    protected override void Build()
    {
        sites = new HospitalSites(Simulation.Random.Next())
        {
            Started = services => _ = Simulation.Start(() => services.GetRequiredService<NetworkKeeper>().RunAsync(default)),
        };
        foreach (var silo in sites.Silos)
        {
            Simulation.AddSilo(silo);
        }

        Simulation.Faults.SiloFaultPeriod = TimeSpan.FromSeconds(4);
        client = Simulation.AddClient("client");
        Operation("lay", 4, () => ChangeAsync(Some(Links).ToGrainKey(), true, "laid", link => Topology.AddLinkAsync(Definition(LinkId.Parse(link)), default)));
        Operation("remove", 3, () => ChangeAsync(Some(Links).ToGrainKey(), false, "removed", link => Topology.RemoveLinkAsync(LinkId.Parse(link), default)));
        Operation("attach", 4, () => ChangeAsync(Some(Saes).Value, true, "attached", sae => Topology.AttachSaeAsync(SaeId.Parse(sae), HospitalSites.Edge.Kme, default)));
        Operation("detach", 3, () => ChangeAsync(Some(Saes).Value, false, "detached", sae => Topology.DetachSaeAsync(SaeId.Parse(sae), HospitalSites.Edge.Kme, default)));
        Operation("look", 3, LookAsync);
    }

    protected override async Task CheckAsync()
    {
        var view = await SettledAsync(() => Topology.GetAsync(default));
        foreach (var (subject, isThere) in known.Where(one => !IsUnknown(one.Key)))
        {
            Assert.True(IsThere(view, subject) == isThere, $"{subject} was acknowledged as {(isThere ? "there" : "gone")} and is not");
        }

        foreach (var silo in Simulation.Silos)
        {
            var directory = silo.Services.GetRequiredService<NetworkDirectory>();
            Assert.True(directory.Version == view.Version, $"{silo.Name} stays at version {directory.Version} of {view.Version}");
            Assert.Equal(view.Links.Select(link => link.Link), directory.Topology.Links);
            Assert.Equal(view.Saes.Select(sae => (sae.Sae, sae.Kme, sae.Generation)), directory.Topology.Saes.Select(sae => (sae, directory.Topology.KmeOf(sae)!.Value, directory.Topology.AttachmentOf(sae)!.Value.Generation)));
        }

        await CheckFlowAsync();
    }

    private async Task CheckFlowAsync()
    {
        foreach (var link in HospitalSites.Topology.Links)
        {
            await SettledAsync(() => Topology.AddLinkAsync(Definition(link), default));
        }

        await SettledAsync(() => Topology.RemoveLinkAsync(Direct, default));
        await SettledAsync(() => Topology.AttachSaeAsync(Saes[0], HospitalSites.Edge.Kme, default));
        await Task.Delay(TimeSpan.FromSeconds(20), Simulation.Clock);
        await LookAsync();
        var network = client.GetGrain<IQkdNetworkGrain>(NetworkKeys.Network);
        var available = await SettledAsync(() => network.GetAvailabilityAsync(HospitalSites.Hospital.Kme, HospitalSites.Edge.Kme, default));
        var seen = (await SettledAsync(() => network.GetStatusAsync(default))).Links.Select(link => $"{link.Link} {link.Condition}");
        Assert.True(
            available is { Reachable: true, StoredBits: > 8 * HospitalSites.PoolBytes / 2 },
            $"no key flows over what is laid: {available}; seen: {string.Join(", ", seen)}");
    }

    private async Task ChangeAsync(string subject, bool isThere, string outcome, Func<string, Task<TopologyOutcome>> change)
    {
        if (IsUnknown(subject) || !busy.Add(subject))
        {
            return;
        }

        try
        {
            Take(await change(subject), subject, isThere, outcome);
        }
        catch (Exception fault) when (fault is TimeoutException or OrleansException)
        {
            unknownUntil[subject] = Simulation.Elapsed + LatestRun;
            known.Remove(subject);
            Count(fault is TimeoutException ? nameof(TimeoutException) : nameof(OrleansException));
        }
        finally
        {
            busy.Remove(subject);
        }
    }

    private void Take(TopologyOutcome answer, string subject, bool isThere, string outcome)
    {
        Count(answer.Status switch
        {
            TopologyStatus.Changed => outcome,
            TopologyStatus.Unchanged => "repeated",
            _ => "unknown",
        });
        if (answer.Status == TopologyStatus.Changed)
        {
            Assert.True(versions.TryAdd(answer.Version, subject), $"version {answer.Version} was given to {versions.GetValueOrDefault(answer.Version)} and to {subject}");
        }

        if (answer.Status is TopologyStatus.Changed or TopologyStatus.Unchanged)
        {
            known[subject] = isThere;
        }
    }

    private async Task LookAsync()
    {
        foreach (var (one, other) in HospitalSites.Pairs)
        {
            foreach (var block in await sites.AgreedBlocksAsync(one, other))
            {
                Assert.True(placeOfBlock.TryAdd(block.Hex, block.Place) || placeOfBlock[block.Hex] == block.Place, $"the block at {block.Place} was made before");
                Count("blocks agree");
            }
        }
    }

    /// <summary>The first call after the faults may meet what the last one left behind.</summary>
    private static async Task<T> SettledAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception fault) when (fault is TimeoutException or OrleansException)
        {
            return await call();
        }
    }

    private bool IsUnknown(string subject) => unknownUntil.TryGetValue(subject, out var until) && Simulation.Elapsed < until;

    private static bool IsThere(TopologyView view, string subject) => subject.Contains('~', StringComparison.Ordinal)
        ? view.Links.Any(link => link.Link.ToGrainKey() == subject)
        : view.Saes.Any(sae => sae.Sae.Value == subject);

    private static LinkDefinition Definition(LinkId link) => new(link, "gigahertz", 10) { RateBitsPerSecond = 1e6 };

    private T Some<T>(T[] all) => all[Simulation.Random.Below(all.Length)];
}
