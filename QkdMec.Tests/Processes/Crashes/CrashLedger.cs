using System.Diagnostics;

namespace QkdMec.Tests.Processes.Crashes;

/// <summary>Every key of a run, over all lives of the product; notes what must never be. Safe for several threads.</summary>
internal sealed class CrashLedger
{
    /// <summary>A fetch this long before a kill is on the disk: marks are written within 200 ms, and the machine may be busy.</summary>
    public static readonly TimeSpan MarkMargin = TimeSpan.FromSeconds(3);

    private readonly Lock gate = new();
    private readonly HashSet<string> ids = [];
    private readonly HashSet<ulong> positions = [];
    private readonly List<string> violations = [];
    private readonly Dictionary<string, List<IssuedKey>> keysBySite = [];

    /// <summary>What was against the rules.</summary>
    public IReadOnlyList<string> Violations
    {
        get
        {
            lock (gate)
            {
                return [.. violations];
            }
        }
    }

    /// <summary>How many keys were issued, fetched, fetched again, and lost to a vault that was put back.</summary>
    public (int Issued, int Fetched, int Repeated, int LostToRollBack) Counts { get; private set; }

    /// <summary>Takes up the keys of an answer. Each 64 bits at a position of a key are looked for among all that were ever given out.</summary>
    public void Issued(IEnumerable<IssuedKey> keys)
    {
        lock (gate)
        {
            foreach (var key in keys)
            {
                Check(ids.Add(key.Id), $"key id {key.Id} was given out twice");
                for (var at = 0; at + sizeof(ulong) <= key.Bytes.Length; at += sizeof(ulong))
                {
                    Check(positions.Add(BitConverter.ToUInt64(key.Bytes, at)), $"bits at {at} of key {key.Id} were given out before");
                }

                KeysOf(key.Pair.SlaveSite).Add(key);
                Counts = Counts with { Issued = Counts.Issued + 1 };
            }
        }
    }

    /// <summary>A fetch that was answered with bytes.</summary>
    public void Fetched(IssuedKey key, ReadOnlySpan<byte> bytes)
    {
        lock (gate)
        {
            Check(bytes.SequenceEqual(key.Bytes), $"key {key.Id} is another at the other end");
            Counts = key.FetchedAt is null ? Counts with { Fetched = Counts.Fetched + 1 } : Counts with { Repeated = Counts.Repeated + 1 };
            key.FetchedAt ??= Stopwatch.GetTimestamp();
        }
    }

    /// <summary>A fetch, by its owner, that was answered that there is no such key, or that it is not the caller's.</summary>
    public void NotFound(IssuedKey key)
    {
        lock (gate)
        {
            Check(
                key.FetchedAt is not null || key.IsUncertain || key.IsOlderVault,
                $"key {key.Id} of {key.Pair.Master} for {key.Pair.Slave} was acknowledged and is lost");
            Counts = key is { FetchedAt: null, IsUncertain: false, IsOlderVault: true } ? Counts with { LostToRollBack = Counts.LostToRollBack + 1 } : Counts;
        }
    }

    /// <summary>A fetch that got no answer: what became of it is unknown.</summary>
    public void Unanswered(IssuedKey key)
    {
        lock (gate)
        {
            key.IsUncertain = true;
        }
    }

    /// <summary>A key that was fetched in an earlier life was given again in this one.</summary>
    public void FetchedAgainAfter(long killedAt, IssuedKey key, ReadOnlySpan<byte> bytes)
    {
        lock (gate)
        {
            Check(
                key.IsFetchForgotten || key.FetchedAt is not { } at || Stopwatch.GetElapsedTime(at, killedAt) < MarkMargin,
                $"key {key.Id} was consumed long before the crash and was given again after it");
        }

        Fetched(key, bytes);
    }

    /// <summary>A SAE that a key is not for was given it.</summary>
    public void FetchedByStranger(IssuedKey key)
    {
        lock (gate)
        {
            Check(false, $"key {key.Id} of {key.Pair.Slave} was given to {key.Pair.Stranger}");
        }
    }

    /// <summary>Something else that must not be.</summary>
    public void Report(string violation)
    {
        lock (gate)
        {
            Check(false, violation);
        }
    }

    /// <summary>The vault of a site was put back to a copy begun at a time.</summary>
    public void VaultPutBack(string site, long copiedAt)
    {
        lock (gate)
        {
            foreach (var key in KeysOf(site))
            {
                key.IsOlderVault |= key.AnsweredAt >= copiedAt;
                key.IsFetchForgotten |= key.FetchedAt >= copiedAt;
            }
        }
    }

    /// <summary>Forgets all but these keys; their bits and ids stay known.</summary>
    public void Keep(IReadOnlyCollection<IssuedKey> keys)
    {
        lock (gate)
        {
            keysBySite.Clear();
            foreach (var key in keys)
            {
                KeysOf(key.Pair.SlaveSite).Add(key);
            }
        }
    }

    private List<IssuedKey> KeysOf(string site) => keysBySite.TryGetValue(site, out var keys) ? keys : keysBySite[site] = [];

    private void Check(bool holds, string violation)
    {
        if (!holds)
        {
            violations.Add(violation);
        }
    }
}
