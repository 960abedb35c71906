using Microsoft.Extensions.DependencyInjection;
using QkdMec.Embedded.Activations;
using QkdMec.Embedded.Simulation;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyDeliveries;
using QkdMec.Grains.Kmes;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Tests.Simulation.Worlds;

namespace QkdMec.Tests.Simulation.KeyNetworks;

/// <summary>
/// The key layer over networks drawn from the seed, or over one: SAEs at many KMEs draw, fetch, repeat and guess keys, while silos crash and come
/// twice, disks fail and are put back to older copies, links are cut and overheard, relays lie, and somebody sits between the relays.
/// </summary>
internal sealed partial class KeyNetworkWorld : SimulatedWorld
{
    private const string Over = "over ";
    private const string TwoListeners = "two listeners";
    private const string AskedAnother = "asked another listener";

    private static readonly TimeSpan ClientPatience = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan SuperviseEvery = TimeSpan.FromSeconds(1);

    private readonly Func<SeededRandom, DrawnNetwork> _draw;
    private readonly IReadOnlyList<string> _kinds;
    private readonly KeyNetworkVariant _variant;
    private readonly bool _hasSeconds;
    private readonly FrameLog _frames = new();
    private readonly SortedDictionary<string, KeySite> _sites = new(StringComparer.Ordinal);
    private KeyNetworkHistory _history = null!;
    private KeyNetworkSetting _setting = null!;
    private DrawnNetwork _network = null!;
    private IGrainFactory _operator = null!;
    private Task _warm = Task.CompletedTask;

    /// <summary>A world of a name over networks that are drawn, or with a broken part.</summary>
    private KeyNetworkWorld(string name, Func<SeededRandom, DrawnNetwork> draw, IReadOnlyList<string> kinds, KeyNetworkVariant? variant)
    {
        (Name, _draw, _kinds, _variant) = (name, draw, kinds, variant ?? KeyNetworkVariant.Unbroken);
        _hasSeconds = kinds.Contains(TwoListeners);
        var types = typeof(IKmeGrain).Assembly.GetTypes().Except(_variant.Grains.Keys).Concat(_variant.Grains.Values);
        Cluster = new GrainClusterOptions { Types = [.. types], ResponseTimeout = TimeSpan.FromSeconds(2), Tap = _frames };
    }

    public override string Name { get; }

    public override GrainClusterOptions Cluster { get; }

    public override int Operations => 240;

    public override TimeSpan LongestPause => TimeSpan.FromSeconds(1.5);

    public override TimeSpan Recovery => TimeSpan.FromSeconds(30);

    public override IReadOnlyList<string> RequiredOutcomes =>
    [
        // Quotas are off in this world: they are counted within a process, and hide what a pool refuses.
        .. Enum.GetNames<KeyOutcome>().Except([nameof(KeyOutcome.QuotaExceeded)]), Broken, Repeated, Kept, Twin, Local, AllOrNothing, SharedFetched, SharedRefused,
        VaultFaults.FailedBefore, VaultFaults.FailedAfter, VaultFaults.WasSlow, VaultFaults.WasFull, SaidTooEarly, .. Wire.Attacks,
        Attached, Detached, GuestServed, FormerRefused, KmeAdded, NewKmeServed, .. _kinds.Contains(NetworkDraw.Ring) ? [Wire.SecondShare] : Array.Empty<string>(),
        .. _kinds.Select(kind => Over + kind), .. _hasSeconds ? [AskedAnother] : Array.Empty<string>(),
    ];

    /// <summary>The world over topologies of 2 to 50 KMEs.</summary>
    public static KeyNetworkWorld Drawn(KeyNetworkVariant? variant = null, int mostKmes = 50) =>
        new("key-network", random => NetworkDraw.Draw(random, mostKmes), NetworkDraw.Kinds, variant);

    /// <summary>The world over the scenario <c>hospital</c>.</summary>
    public static KeyNetworkWorld Hospital() => new("key-path", _ => DrawnNetwork.Hospital, ["hospital"], null);

    /// <summary>The world over the scenario <c>hospital</c> with two listeners at each site that has SAEs, each a process of its own on one vault.</summary>
    public static KeyNetworkWorld Listeners(KeyNetworkVariant? variant = null) =>
        new("key-listeners", _ => DrawnNetwork.Hospital, ["hospital", TwoListeners], variant);

    protected override void Build()
    {
        _network = _draw(Simulation.Random);
        Count($"{Over}{_network.Kind}");
        Count($"{Over}{SizeClassOf(_network.Size)}");
        Count(_hasSeconds ? Over + TwoListeners : Over + "one listener");
        _history = new KeyNetworkHistory(sae => SiteOf(sae).Name, processesShareMarks: _hasSeconds);
        _setting = new KeyNetworkSetting(Simulation, _network, _variant, _history)
        {
            VaultFaults = new VaultFaults(Simulation, Count),
            Began = life => _ = Simulation.Start(() => FollowAsync(life)),
            Asked = () => Count(AskedAnother),
            Wire = new Wire(Simulation, Simulation.AddClient("attacker"), _history, Count),
        };
        foreach (var kme in _network.Topology.Kmes)
        {
            _sites.Add(kme.Site.Value, new KeySite(kme, _setting));
            Simulation.AddSilo(_sites[kme.Site.Value].Definition);
            if (_hasSeconds && _network.Topology.SaesOf(kme.Kme).Length > 0)
            {
                Simulation.AddSilo(_sites[kme.Site.Value].Second);
            }
        }

        _operator = Simulation.AddClient("operator");
        Simulation.Start(SuperviseAsync);
        AddFaults();
        AddOperations();
    }

    /// <summary>What a process supervisor does: it sets the network going again after every crash.</summary>
    private async Task SuperviseAsync()
    {
        while (true)
        {
            await OperateAsync(() => _operator.GetGrain<IQkdNetworkGrain>(NetworkKeys.Network).GetStatusAsync(CancellationToken.None));
            await Task.Delay(SuperviseEvery, Simulation.Clock);
        }
    }

    /// <summary>Does what an operator does, who may get no answer.</summary>
    private async Task<bool> OperateAsync(Func<Task> act)
    {
        try
        {
            await act();
            return true;
        }
        catch (Exception error) when (error is TimeoutException or OrleansException)
        {
            Simulation.Note("operator", error.GetType().Name);
            return false;
        }
    }

    private static string SizeClassOf(int size) => size switch { <= 4 => "2 to 4 KMEs", <= 8 => "5 to 8 KMEs", <= 14 => "9 to 14 KMEs", <= 25 => "15 to 25 KMEs", _ => "26 to 50 KMEs" };

    private KeySite SiteOf(string sae) => _bearers.TryGetValue(sae, out var bearer)
        ? _sites.Values.Single(site => site.Address.Kme == bearer.Kme)
        : _sites[_network.Topology.Locate(_network.Topology.KmeOf(SaeId.Parse(sae))!.Value).Site.Value];

    /// <summary>A live process of the site of an SAE that knows both SAEs: the one the cluster knows, or one that was declared dead and runs on.</summary>
    private Life? SomeLifeOf(string sae, string other)
    {
        var lives = SiteOf(sae).Lives.Where(life => Knows(life, sae) && Knows(life, other)).ToList();
        return lives.Count == 0 ? null : Some(lives);
    }

    private T Some<T>(IReadOnlyList<T> choices) => choices[Simulation.Random.Below(choices.Count)];

    private SaeId NamedSae(string sae) => IsBearer(sae) ? Guest : SaeId.Parse(_variant.SaeName(_network, sae));

    private static KeyDelivery DeliveryOf(Life life) => life.Silo.Services.GetRequiredKeyedService<KeyDelivery>(life.Site.Address.Site);
}
