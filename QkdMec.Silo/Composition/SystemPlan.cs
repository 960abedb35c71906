using System.Collections.Frozen;
using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.QkdLinks;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Grains.QkdNetworks.Topologies;
using QkdMec.Silo.Configuration;
using QkdMec.Silo.Scenarios;

namespace QkdMec.Silo.Composition;

/// <summary>A scenario with ids for names and addresses for listeners: what both grain hosts compose the system from.</summary>
internal sealed class SystemPlan
{
    /// <summary>Plans a checked scenario.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="options">What the command line decided.</param>
    /// <param name="process">Which part of it runs here; null: all of it.</param>
    public SystemPlan(Scenario scenario, SystemOptions options, IProcessPlan? process = null)
    {
        (Scenario, Options, Process) = (scenario, options, process ?? new WholeSystemPlan(scenario, options));
        Topology = new NetworkTopology(
            scenario.Sites.Select(AddressOf),
            scenario.Links.Select(LinkPlans.IdOf),
            scenario.Sites.SelectMany(site => site.Saes.Select(sae => KeyValuePair.Create(SaeId.Parse(sae), KmeId.Parse(site.Kme)))));
        Links = [.. scenario.Links.Select((link, index) => LinkPlans.PlanOf(link, (ulong)index + 1))];
        Modules = scenario.Links.Where(link => link.Module is not null).ToFrozenDictionary(LinkPlans.IdOf, link => link.Module!);
        AllSites = [.. scenario.Sites.Select(PlanOf)];
        Sites = [.. AllSites.Where(site => Process.Runs(site.Id))];
        Hosts = [.. AllSites.SelectMany(site => site.Hosts).Where(host => Process.Runs(host.Id))];
    }

    /// <summary>The scenario.</summary>
    public Scenario Scenario { get; }

    /// <summary>What the command line decided.</summary>
    public SystemOptions Options { get; }

    /// <summary>Which part of the system runs here.</summary>
    public IProcessPlan Process { get; }

    /// <summary>KMEs, links and SAEs.</summary>
    public NetworkTopology Topology { get; }

    /// <summary>The links as they are laid.</summary>
    public ImmutableArray<LinkPlan> Links { get; }

    /// <summary>The network as the scenario lays it.</summary>
    public NetworkPlan Network => new(Topology, Links);

    /// <summary>The devices of links that are not simulated.</summary>
    public FrozenDictionary<LinkId, ModuleScenario> Modules { get; }

    /// <summary>The sites of the system, in the scenario's order.</summary>
    public ImmutableArray<SitePlan> AllSites { get; }

    /// <summary>The sites of this process.</summary>
    public ImmutableArray<SitePlan> Sites { get; }

    /// <summary>The MEC hosts of this process.</summary>
    public ImmutableArray<HostPlan> Hosts { get; }

    /// <summary>The sites of this process with a QKD 014 listener, in the order of their ports.</summary>
    public IEnumerable<SitePlan> ListeningSites => Sites.Where(site => site.KeyAddress is not null);

    /// <summary>The site with the client perimeter; null when there is none.</summary>
    public SitePlan? ClientSite => AllSites.FirstOrDefault(site => site.Client is not null);

    /// <summary>How key pools behave.</summary>
    public KeyPoolOptions Pools =>
        Scenario.Policies.PoolCapacityBytes is { } capacity ? new KeyPoolOptions { CapacityBytes = capacity } : new KeyPoolOptions();

    /// <summary>Two sites with SAEs that links join, for a first key: of those that the first such site reaches, the last. Null when there are none.</summary>
    public (SitePlan From, SitePlan To)? FirstKeyPair =>
    (
        from one in SitesWithSaes
        let reached = LinkChecks.Reached(Scenario, one.Kme.Kme.Value)
        from other in SitesWithSaes.Reverse()
        where other != one && reached.Contains(other.Kme.Kme.Value)
        select ((SitePlan, SitePlan)?)(one, other)).FirstOrDefault();

    /// <summary>A QKD 014 listener of this process.</summary>
    public Uri KeyAddressAt(int port) => new UriBuilder(Uri.UriSchemeHttps, Options.KmeAddress.ToString(), port).Uri;

    private IEnumerable<SitePlan> SitesWithSaes => AllSites.Where(site => !site.Saes.IsEmpty);

    private static KmeAddress AddressOf(SiteScenario site) => new(SiteId.Parse(site.Id), KmeId.Parse(site.Kme));

    private WorkerPlan PlanOf(WorkerScenario worker) =>
        new(SaeId.Parse(worker.Sae), SiteId.Parse(Scenario.Sites.First(site => site.Saes.Contains(worker.Sae, StringComparer.Ordinal)).Id), new Uri(worker.Address));

    private SitePlan PlanOf(SiteScenario site)
    {
        var address = AddressOf(site);
        var listeners = Process.Runs(address.Site) ? Process.ListenersOf(site).ToImmutableArray() : [];
        ImmutableArray<Uri> reached = [.. Process.KeyAddressesOf(site)];
        return new SitePlan(
            address,
            site.Saes.Count > 0 ? listeners.FirstOrDefault() : null,
            [.. site.Saes.Select(SaeId.Parse)],
            [.. site.Hosts.Select(host => new HostPlan(new HostId(address.Site, host.Id), SaeId.Parse(host.Sae), reached, host) { Workers = [.. host.Workers.Select(PlanOf)] })],
            site.Client)
        {
            KeyDelivery = site.KeyDelivery,
            Listener = Process.ListenerOf(address),
            KeyAddresses = reached,
            MoreKeyAddresses = [.. listeners.Skip(1)],
            KeptKeyAddress = listeners.FirstOrDefault(),
        };
    }
}
