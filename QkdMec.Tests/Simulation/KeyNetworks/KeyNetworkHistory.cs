using QkdMec.Grains.KeyDeliveries;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.TrustedRelays;
using QkdMec.Tests.Simulation.Checkers;

namespace QkdMec.Tests.Simulation.KeyNetworks;

/// <summary>
/// What clients and relays of the world saw, held against the rules as it happens. What is seen inside the system cannot throw there, where the
/// error would be handled: it is kept until the next operation or the end.
/// </summary>
/// <param name="siteOf">The site of an SAE.</param>
/// <param name="processesShareMarks">Whether what one process of a site gave out is gone for the others.</param>
internal sealed class KeyNetworkHistory(Func<string, string> siteOf, bool processesShareMarks)
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(2);

    private readonly OnceOnlyChecker _onceOnly = new();
    private readonly AgreementChecker _agreement = new();
    private readonly SecrecyChecker _secrecy = new();
    private readonly RelayOnceChecker _relays = new();
    private readonly PromptnessChecker _promptness = new(AnswerLimit);
    private readonly HashSet<string> _olderCopies = new(StringComparer.Ordinal);
    private readonly HashSet<string> _gone = new(StringComparer.Ordinal);
    private readonly Dictionary<KeyId, ulong> _epochs = [];
    private readonly DisjointRoutesChecker _routes = new();
    private RuleBrokenException? _broken;

    /// <summary>Keys whose slave may still fetch them.</summary>
    public List<IssuedKey> Unfetched { get; } = [];

    /// <summary>Keys that were fetched.</summary>
    public List<IssuedKey> Fetched { get; } = [];

    /// <summary>Keys of SAEs that were detached before they were fetched: nobody gets them any more.</summary>
    public List<IssuedKey> Former { get; } = [];

    /// <summary>Keys that must still be there.</summary>
    public IReadOnlyList<IssuedKey> OwedKeys
    {
        get
        {
            var owed = Durability.Owed.ToHashSet();
            return [.. Unfetched.Where(key => owed.Contains(key.Id))];
        }
    }

    /// <summary>Whether the grain states of all sites were put back: a pool then enters a new epoch if its copy is of an older one.</summary>
    public bool StatesPutBack { get; set; }

    public DurabilityChecker<KeyId> Durability { get; } = new();

    public ConsumptionChecker<KeyId> Consumption { get; } = new(processesShareMarks);

    /// <summary>Throws what was seen inside the system.</summary>
    public void ThrowIfBroken()
    {
        if (_broken is not null)
        {
            throw new RuleBrokenException(_broken);
        }
    }

    public void PadTaken(TakenPad pad) => Watch(() =>
    {
        _onceOnly.GiveOut(pad.Bytes.Span, $"a pad of block {pad.Reference.Ranges[0].Block}");
        _secrecy.Keep(pad.Bytes.Span, "a pad");
    });

    /// <summary>A relay consumed the pad of a frame.</summary>
    public void FrameAccepted(string pad, bool isGenuine) => Watch(() => _relays.Accept(pad, isGenuine));

    /// <summary>A relay sent a frame of its own making.</summary>
    public void FrameSent(RelayHeader header) => Watch(() =>
        _routes.Carry($"{header.Maker}>{header.Route.Hops[^1]} {header.Direction} {header.Epoch}/{header.Number}", header.IsLastHop ? null : header.Receiver.Value, header.Share));

    /// <summary>A vault was given a block. Some of its words stand for all: a block that crossed in clear would show each of them.</summary>
    public void BlockStored(ReadOnlySpan<byte> block)
    {
        _secrecy.Keep(BlockLayout.KeyIdKey(block), "a block's head");
        var body = BlockLayout.Body(block);
        for (var at = 0; at + 8 <= body.Length; at += 512)
        {
            _secrecy.Keep(body.Slice(at, 8), "a block");
        }
    }

    /// <summary>Keys left a KME. Their master heard of them only if <paramref name="isAnswered"/>.</summary>
    public void Issued(string master, string slave, KeyBatch keys, (TimeSpan At, ulong Epoch) when, bool isAnswered)
    {
        for (var index = 0; index < keys.Count; index++)
        {
            var key = new IssuedKey(keys.IdOf(index), master, slave, keys.KeyOf(index).ToArray(), when.At);
            GiveOut(key.Bytes, $"key {key.Id} of {master} and {slave}");
            _agreement.Issue(key);
            _epochs[key.Id] = when.Epoch;
            if (IsFormer(key))
            {
                Former.Add(key);
            }
            else if (isAnswered)
            {
                Unfetched.Add(key);
                Acknowledge(key);
            }
        }
    }

    /// <summary>Bytes of a key left a KME.</summary>
    public void GiveOut(ReadOnlySpan<byte> bytes, string what)
    {
        _onceOnly.GiveOut(bytes, what);
        _secrecy.Keep(bytes, what);
    }

    /// <summary>A key reached its slave.</summary>
    public void Delivered(KeyId id, string master, string slave, ReadOnlySpan<byte> bytes, Life life)
    {
        _agreement.Fetch(id, master, slave, bytes);
        Consumption.Deliver(id, life.Number, life.StartedAt);
        Durability.Settle(id);
    }

    /// <summary>The slave will not ask for the key again.</summary>
    public void Done(IssuedKey key)
    {
        if (Unfetched.Remove(key))
        {
            Fetched.Add(key);
        }
    }

    /// <summary>An SAE is detached: its keys that were not fetched are lost.</summary>
    public void Leave(string sae)
    {
        _gone.Add(sae);
        foreach (var key in Unfetched.Where(IsFormer).ToList())
        {
            Durability.Settle(key.Id);
            Unfetched.Remove(key);
            Former.Add(key);
        }
    }

    public void Answered(string request, TimeSpan elapsed) => _promptness.Answered(request, elapsed);

    /// <summary>
    /// A site was put back to an older copy: keys of its pools that were issued before need not be there any more, nor those that are issued from
    /// leases of blocks that the copy has not got; and its marks of what was fetched are older.
    /// </summary>
    public void RolledBack(string site)
    {
        _olderCopies.Add(site);
        foreach (var key in Unfetched.Where(key => Touches(key, site)).ToList())
        {
            Durability.Settle(key.Id);
            Unfetched.Remove(key);
        }

        var fetchedThere = Fetched.Where(key => siteOf(key.Slave) == site).Select(key => key.Id).ToHashSet();
        Consumption.Excuse(fetchedThere.Contains);

        // A frame that comes again is then opened again. No pad is: the block goes on under a fresh one, and its number is taken at the end.
        _relays.Excuse(frame => Wire.IsTo(frame, site));
    }

    /// <summary>Whether the site of an SAE lost some of its past.</summary>
    public bool HasOlderCopy(string sae) => _olderCopies.Contains(siteOf(sae));

    /// <summary>Whether a key was issued in an epoch that its pool was made to leave.</summary>
    public bool IsOfAnOlderEpoch(KeyId key, ulong epochNow) => StatesPutBack && _epochs.TryGetValue(key, out var epoch) && epoch < epochNow;

    /// <summary>Looks for key bytes in all that crossed.</summary>
    public void SearchFrames(FrameLog frames) => frames.Search(_secrecy);

    /// <summary>Runs what may find a rule broken where nobody would hear of it.</summary>
    private void Watch(Action look)
    {
        try
        {
            look();
        }
        catch (RuleBrokenException broken)
        {
            _broken ??= broken;
        }
    }

    private void Acknowledge(IssuedKey key)
    {
        if (!_olderCopies.Any(site => Touches(key, site)))
        {
            Durability.Acknowledge(key.Id);
        }
    }

    private bool Touches(IssuedKey key, string site) => siteOf(key.Master) == site || siteOf(key.Slave) == site;

    private bool IsFormer(IssuedKey key) => _gone.Contains(key.Master) || _gone.Contains(key.Slave);
}
