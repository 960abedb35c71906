using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.MecHosts;
using QkdMec.Grains.Orchestration.Placement;

namespace QkdMec.Grains.Orchestration;

/// <summary>The MEC system as it is configured; the same on every silo.</summary>
public sealed record MecOptions
{
    /// <summary>The key of the grains there is one of.</summary>
    public const string System = "mec";

    /// <summary>The MEC hosts.</summary>
    public ImmutableArray<HostDescription> Hosts { get; init; } = [];

    /// <summary>The functions that the hosts' runtimes know.</summary>
    public ImmutableArray<string> Functions { get; init; } = [];

    /// <summary>The site of each device application; its KME is the client's end of the key path.</summary>
    public ImmutableDictionary<string, SiteId> DeviceAppSites { get; init; } = ImmutableDictionary<string, SiteId>.Empty;

    /// <summary>The site of device applications that are not listed; null refuses them.</summary>
    public SiteId? DefaultClientSite { get; init; }

    /// <summary>The placement policy, one of <see cref="PlacementPolicies.Names"/>. Default: nearest host, then the one with most room.</summary>
    public string Policy { get; init; } = PlacementPolicies.DefaultName;

    /// <summary>The host that all contexts go to with the policy <c>single</c>; its own limit of contexts holds.</summary>
    public HostId? SingleHost { get; init; }

    /// <summary>The host of each application with the policy <c>by-app</c>, by the id of its descriptor; one that is not named is refused.</summary>
    public ImmutableDictionary<string, HostId> HostsByApp { get; init; } = ImmutableDictionary<string, HostId>.Empty;

    /// <summary>For how long stored key beyond links' reserves must last that counts as rate, with the policies <c>joint</c> and <c>joint-open</c>; zero: none does. Default 1 h: long enough to see an application off or more key come.</summary>
    public TimeSpan StockHorizon { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Key rate held for each context. Default 256 bit/s: a fresh key of 256 bits every second.</summary>
    public double KeyRateBitsPerSecond { get; init; } = 256;

    /// <summary>Key that must be stored between client and host before a context is admitted, in bits. Default 0: the rate decides.</summary>
    public long MinStoredBits { get; init; }

    /// <summary>The load from which a host takes no new context, above 0 to 1. Default 1: until it is full.</summary>
    public double MaxLoad { get; init; } = 1;

    /// <summary>How long the processor load counts that a host's platform reported. Default 30 s.</summary>
    public TimeSpan TelemetryAge { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many entries the audit log keeps, rounded up to whole pages; older ones go. Default 100 000, about 30 MB.</summary>
    public int AuditEntries { get; init; } = 100_000;

    /// <summary>Memory of an application whose descriptor does not say, in MB. Default 16.</summary>
    public int DefaultMemoryMegabytes { get; init; } = 16;

    /// <summary>How long one call between grains may take while a device waits. Default 1.5 s: two of them fit into an Mx2 answer.</summary>
    public TimeSpan CallWithin { get; init; } = TimeSpan.FromSeconds(1.5);

    /// <summary>How old the orchestrator's picture of hosts and keys may be when it chooses; it never refuses on an old one. Default 250 ms.</summary>
    public TimeSpan PictureAge { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Age from which unfinished reservations and releases are settled, by the time the host ran: longer than any call. Default 15 s.</summary>
    public TimeSpan SettleAfter { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How often a host looks for them. Default 5 s.</summary>
    public TimeSpan SettlePeriod { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long settling one may take. Default 10 s.</summary>
    public TimeSpan SettleWithin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often every host is asked for its pulse; an answer may take half of it. Default 2 s.</summary>
    public TimeSpan PulsePeriod { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The silence after which a host has failed and takes no more contexts, until it answered three times in a row. Default 10 s.</summary>
    public TimeSpan FailedAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long moving one context to another host may take. Default 10 s.</summary>
    public TimeSpan MoveWithin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many contexts leave a host at the same time. Default 16.</summary>
    public int MovesAtOnce { get; init; } = 16;

    /// <summary>How long a host's contexts rest when some found no other host, and after some left because it was overloaded. Default 20 s.</summary>
    public TimeSpan RelocateAgainAfter { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Contexts leave a host when nothing makes key for them any more and less than this is stored, in bits. Default 8192: 32 keys.</summary>
    public long ShortBelowBits { get; init; } = 8192;

    /// <summary>The host of that id; one that was taken out of the configuration has no room, but contexts can still leave it.</summary>
    public HostDescription DescribeHost(HostId host) =>
        Hosts.FirstOrDefault(known => known.Id == host) ?? new HostDescription { Id = host, Kme = default, Contexts = 0, MemoryMegabytes = 0 };

    /// <summary>The site of a device application; null when it is not known.</summary>
    public SiteId? SiteOf(string deviceApp) => DeviceAppSites.TryGetValue(deviceApp, out var site) ? site : DefaultClientSite;

    /// <summary>Every fault with its remedy; empty when the options can be used.</summary>
    public ImmutableArray<string> FindFaults()
    {
        var faults = ImmutableArray.CreateBuilder<string>();
        AddIf(faults, !PlacementPolicies.Names.Contains(Policy), $"placement policy '{Policy}' is not known: use one of {string.Join(", ", PlacementPolicies.Names)}");
        AddIf(faults, Policy == PlacementPolicies.Single && (SingleHost is not { } single || Hosts.All(host => host.Id != single)), $"placement policy 'single': '{SingleHost}' is none of the hosts: name one");
        AddIf(faults, Policy == PlacementPolicies.ByApp && HostsByApp.IsEmpty, "placement policy 'by-app': no host is named for any application: name some");
        AddIf(faults, HostsByApp.Values.Any(named => Hosts.All(host => host.Id != named)), "placement policy 'by-app': an application goes to a host that is not there: name one of the hosts");
        AddIf(faults, StockHorizon < TimeSpan.Zero, $"stored key must last for {StockHorizon}: give zero or more");
        AddIf(faults, !double.IsFinite(KeyRateBitsPerSecond) || KeyRateBitsPerSecond < 0, $"the key rate of a context is {KeyRateBitsPerSecond}: give 0 or more bit/s");
        AddIf(faults, MaxLoad is not (> 0 and <= 1), $"the load limit is {MaxLoad}: give above 0 to 1");
        AddIf(faults, TelemetryAge <= TimeSpan.Zero, "reported load counts for no time: make TelemetryAge positive");
        AddIf(faults, AuditEntries < 1, "the audit log keeps nothing: give AuditEntries at least 1");
        AddIf(faults, Hosts.Select(host => host.Id).Distinct().Count() != Hosts.Length, "a host stands twice: keep one");
        AddIf(faults, Hosts.Any(host => host.Contexts < 1 || host.MemoryMegabytes < 1), "a host takes no context or has no memory: give at least 1");
        AddIf(faults, SettleAfter <= CallWithin, "unfinished reservations are settled before calls end: make SettleAfter longer than CallWithin");
        AddIf(faults, PulsePeriod <= TimeSpan.Zero || FailedAfter < PulsePeriod, "a host fails before it is asked: make PulsePeriod positive and FailedAfter at least as long");
        AddIf(faults, MovesAtOnce < 1, $"{MovesAtOnce} contexts leave a host at the same time: give at least 1");
        return faults.ToImmutable();
    }

    private static void AddIf(ImmutableArray<string>.Builder faults, bool wrong, string fault)
    {
        if (wrong)
        {
            faults.Add(fault);
        }
    }
}
