using Microsoft.Extensions.DependencyInjection;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyDeliveries;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Grains.QkdNetworks.Topologies;
using QkdMec.Tests.Simulation.Checkers;

namespace QkdMec.Tests.Simulation.KeyNetworks;

/// <content>
/// Who comes and goes while the network runs: a SAE whose name passes from bearer to bearer, here or there, and a KME. Each bearer is an SAE of its own for
/// the checkers, so a key that reaches the next bearer of the name breaks rule 4.
/// </content>
internal sealed partial class KeyNetworkWorld
{
    private const string Attached = "SAE attached";
    private const string Detached = "SAE detached";
    private const string GuestServed = "attached SAE served";
    private const string FormerRefused = "key of a former bearer refused";
    private const string KmeAdded = "KME added";
    private const string NewKmeServed = "SAE of an added KME served";
    private const int FormerKeys = 10;

    private static readonly SaeId Guest = SaeId.Parse("sae-guest");
    private static readonly KmeAddress NewKme = KmeAddress.Parse("site-new/kme-new");

    // A call that timed out may still run, once or later: until then nobody knows where the guest is.
    private static readonly TimeSpan LatestRun = TimeSpan.FromSeconds(20);

    private readonly SortedDictionary<string, SaeEdit> _bearers = new(StringComparer.Ordinal);
    private KmeId? _neighbourOfNew;
    private string? _bearer;
    private bool _isMoving;
    private TimeSpan _knownFrom;
    private int _timesPutBack;

    private void AddComings()
    {
        Operation("SAE comes or goes", 2, MoveGuestAsync);
        Operation("draw with who came", 5, DrawWithGuestAsync);
        Operation("show a key of a former bearer", 1, ShowFormerKeyAsync);
        Operation("KME comes", 1, AddKmeAsync);
    }

    private bool IsBearer(string sae) => _bearers.ContainsKey(sae);

    /// <summary>Whether a process has heard of a bearer: until then it knows the last one by the name, or none.</summary>
    private bool Knows(Life life, string sae) => !_bearers.TryGetValue(sae, out var bearer)
        || life.Silo.Services.GetRequiredService<NetworkDirectory>().Topology.AttachmentOf(Guest) is { } known
            && (known.Kme, known.Generation) == (bearer.Kme, bearer.Generation);

    private async Task MoveGuestAsync()
    {
        await _warm;
        if (_isMoving || Simulation.Elapsed < _knownFrom)
        {
            return;
        }

        _isMoving = true;
        LoseBearer();
        if (!await OperateAsync(AttachOrDetachAsync))
        {
            _knownFrom = Simulation.Elapsed + LatestRun;
        }

        _isMoving = false;
    }

    private async Task AttachOrDetachAsync()
    {
        var putBack = _timesPutBack;
        if (await AttachedGuestAsync() is { } there)
        {
            Count((await NetworkOperator.DetachSaeAsync(Guest, there.Kme, default)).Status == TopologyStatus.Changed ? Detached : "not detached");
            return;
        }

        var kme = _sites.ContainsKey(NewKme.Site.Value) && Simulation.Random.Chance(0.5) ? NewKme.Kme : Some(_network.Topology.Kmes).Kme;
        var outcome = await NetworkOperator.AttachSaeAsync(Guest, kme, default);
        if (outcome.Status == TopologyStatus.Changed && await AttachedGuestAsync() is { } attached && putBack == _timesPutBack)
        {
            Begin(attached);
        }
    }

    private void Begin(SaeEdit attached)
    {
        if (_bearers.Values.Any(earlier => (earlier.Kme, earlier.Generation) == (attached.Kme, attached.Generation)))
        {
            throw new RuleBrokenException(4, $"two bearers of {Guest} at {attached.Kme} are both of generation {attached.Generation}: keys of one fit the other");
        }

        _bearer = $"{Guest}.{_bearers.Count + 1}";
        _bearers.Add(_bearer, attached);
        Count(Attached);
    }

    private async Task<SaeEdit?> AttachedGuestAsync() => (await NetworkOperator.GetAsync(default)).Saes.FirstOrDefault(sae => sae.Sae == Guest);

    /// <summary>The name is about to pass on, or nobody knows who bears it.</summary>
    private void LoseBearer()
    {
        if (_bearer is { } bearer)
        {
            _history.Leave(bearer);
            _bearer = null;
        }
    }

    private async Task DrawWithGuestAsync()
    {
        await _warm;
        if (_bearer is not { } guest)
        {
            return;
        }

        var other = Some(_network.Topology.Saes).Value;
        var (master, slave) = Simulation.Random.Chance(0.5) ? (guest, other) : (other, guest);
        if (await DrawSomeAsync((master, slave)) == KeyOutcome.Delivered
            && _history.Unfetched.FindLast(key => key.Master == master && key.Slave == slave) is { } key
            && await FetchAsync(key, slave, master) == KeyOutcome.Delivered)
        {
            Count(_bearers[guest].Kme == NewKme.Kme ? NewKmeServed : GuestServed);
        }
    }

    /// <summary>Who bears the name now shows the id of a key of an earlier bearer, or somebody fetches a key that an earlier bearer drew.</summary>
    private async Task ShowFormerKeyAsync()
    {
        if (_bearer is { } guest && _history.Former.Count > 0)
        {
            var key = Some(_history.Former);
            var outcome = await FetchAsync(key, IsBearer(key.Slave) ? guest : key.Slave, IsBearer(key.Master) ? guest : key.Master);
            Assert.NotEqual(KeyOutcome.Delivered, outcome);
            if (outcome is KeyOutcome.NotFound or KeyOutcome.NotYours)
            {
                Count(FormerRefused);
            }
        }
    }

    /// <summary>A KME comes, by one link. Asked for again it is there, or comes back where the changes were put back.</summary>
    private async Task AddKmeAsync()
    {
        await _warm;
        if (!await OperateAsync(() => NetworkOperator.AddKmeAsync(NewKme.Site, NewKme.Kme, default)))
        {
            return;
        }

        var site = new KeySite(NewKme, _setting);
        if (_sites.TryAdd(site.Name, site))
        {
            Simulation.AddSilo(site.Definition);
            Count(KmeAdded);
        }

        await LayAsync(LinkId.Between(NewKme.Kme, _neighbourOfNew ??= Some(_network.Topology.Kmes).Kme));
    }

    /// <summary>The changes that were put back are made again, and nobody gets a key of a bearer who left.</summary>
    private async Task SettleComingsAsync()
    {
        if (_sites.ContainsKey(NewKme.Site.Value))
        {
            await AddKmeAsync();
        }

        for (var key = 0; key < FormerKeys; key++)
        {
            await ShowFormerKeyAsync();
        }
    }
}
