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
    public SystemPlan(Scenario scenario, SystemOptions options)
    {
        (Scenario, Options) = (scenario, options);
        Topology = new NetworkTopology(
            scenario.Sites.Select(AddressOf),
            scenario.Links.Select(LinkPlans.IdOf),
            scenario.Sites.SelectMany(site => site.Saes.Select(sae => KeyValuePair.Create(SaeId.Parse(sae), KmeId.Parse(site.Kme)))));
        Links = [.. scenario.Links.Select((link, index) => LinkPlans.PlanOf(link, (ulong)index + 1))];
        Modules = scenario.Links.Where(link => link.Module is not null).ToFrozenDictionary(LinkPlans.IdOf, link => link.Module!);
        Sites = [.. scenario.Sites.Select(PlanOf)];
        Hosts = [.. Sites.SelectMany(site => site.Hosts)];
    }

    /// <summary>The scenario.</summary>
    public Scenario Scenario { get; }

    /// <summary>What the command line decided.</summary>
    public SystemOptions Options { get; }

    /// <summary>KMEs, links and SAEs.</summary>
    public NetworkTopology Topology { get; }

    /// <summary>The links as they are laid.</summary>
    public ImmutableArray<LinkPlan> Links { get; }

    /// <summary>The network as the scenario lays it.</summary>
    public NetworkPlan Network => new(Topology, Links);

    /// <summary>The devices of links that are not simulated.</summary>
    public FrozenDictionary<LinkId, ModuleScenario> Modules { get; }

    /// <summary>The sites, in the scenario's order.</summary>
    public ImmutableArray<SitePlan> Sites { get; }

    /// <summary>The MEC hosts of all sites.</summary>
    public ImmutableArray<HostPlan> Hosts { get; }

    /// <summary>The sites with a QKD 014 listener, in the order of their ports.</summary>
    public IEnumerable<SitePlan> ListeningSites => Sites.Where(site => site.KeyAddress is not null);

    /// <summary>The site with the client perimeter; null when there is none.</summary>
    public SitePlan? ClientSite => Sites.FirstOrDefault(site => site.Client is not null);

    /// <summary>How key pools behave.</summary>
    public KeyPoolOptions Pools =>
        Scenario.Policies.PoolCapacityBytes is { } capacity ? new KeyPoolOptions { CapacityBytes = capacity } : new KeyPoolOptions();

    /// <summary>Two sites with SAEs that links join, for a first key: of those that the first such site reaches, the last. Null when there are none.</summary>
    public (SitePlan From, SitePlan To)? FirstKeyPair =>
    (
        from one in ListeningSites
        let reached = LinkChecks.Reached(Scenario, one.Kme.Kme.Value)
        from other in ListeningSites.Reverse()
        where other != one && reached.Contains(other.Kme.Kme.Value)
        select ((SitePlan, SitePlan)?)(one, other)).FirstOrDefault();

    /// <summary>A QKD 014 listener of this process.</summary>
    public Uri KeyAddressAt(int port) => new UriBuilder(Uri.UriSchemeHttps, Options.KmeAddress.ToString(), port).Uri;

    private static KmeAddress AddressOf(SiteScenario site) => new(SiteId.Parse(site.Id), KmeId.Parse(site.Kme));

    private SitePlan PlanOf(SiteScenario site)
    {
        var address = AddressOf(site);
        var position = Scenario.ListeningSites.ToList().IndexOf(site);
        var keyAddress = position < 0 ? null : KeyAddressAt(Options.KmePort + position);
        return new SitePlan(
            address,
            keyAddress,
            [.. site.Saes.Select(SaeId.Parse)],
            [.. site.Hosts.Select(host => new HostPlan(new HostId(address.Site, host.Id), SaeId.Parse(host.Sae), keyAddress!, host))],
            site.Client)
        {
            KeyDelivery = site.KeyDelivery,
            MoreKeyAddresses = [.. site.MorePorts.Select(KeyAddressAt)],
        };
    }
}
