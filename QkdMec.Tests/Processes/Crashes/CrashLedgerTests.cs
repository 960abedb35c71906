using System.Diagnostics;

namespace QkdMec.Tests.Processes.Crashes;

/// <summary>The ledger must notice what it is there for, and excuse nothing else.</summary>
public sealed class CrashLedgerTests
{
    private static readonly CrashPair Pair = CrashScenario.Pairs[0];
    private readonly CrashLedger ledger = new();

    [Fact]
    public void Issued_WhenBitsRepeatAtAnotherPosition_IsAViolation()
    {
        var bytes = Bytes(64);
        ledger.Issued([Key("one", bytes[..32])]);
        ledger.Issued([Key("two", bytes[24..56])]);
        Assert.Contains("bits at 0 of key two", Assert.Single(ledger.Violations), StringComparison.Ordinal);
    }

    [Fact]
    public void Issued_WhenAnIdRepeats_IsAViolation()
    {
        ledger.Issued([Key("one", Bytes(8))]);
        ledger.Issued([Key("one", Bytes(24)[16..])]);
        Assert.Contains("key id one", Assert.Single(ledger.Violations), StringComparison.Ordinal);
    }

    [Fact]
    public void Fetched_WhenTheEndsDiffer_IsAViolation()
    {
        var key = Issue("one");
        ledger.Fetched(key, Bytes(33)[1..]);
        Assert.Contains("another at the other end", Assert.Single(ledger.Violations), StringComparison.Ordinal);
    }

    [Fact]
    public void NotFound_OfAnAcknowledgedKey_IsAViolation()
    {
        ledger.NotFound(Issue("one"));
        Assert.Contains("is lost", Assert.Single(ledger.Violations), StringComparison.Ordinal);
    }

    [Fact]
    public void NotFound_OfAKeyThatWasFetchedOrMayHaveBeen_IsNone()
    {
        var (fetched, uncertain) = (Issue("one"), Key("two", Bytes(64)[32..]));
        ledger.Issued([uncertain]);
        ledger.Fetched(fetched, fetched.Bytes);
        ledger.Unanswered(uncertain);
        ledger.NotFound(fetched);
        ledger.NotFound(uncertain);
        Assert.Empty(ledger.Violations);
    }

    [Fact]
    public void NotFound_AfterAVaultWasPutBack_IsExcusedOnlyForKeysYoungerThanTheCopyInThatVault()
    {
        var older = Issue("older");
        var copiedAt = Stopwatch.GetTimestamp();
        var younger = Key("younger", Bytes(64)[32..]);
        ledger.Issued([younger]);
        ledger.VaultPutBack(CrashScenario.Hospital, copiedAt);
        ledger.NotFound(younger);
        Assert.Single(ledger.Violations);

        ledger.VaultPutBack(Pair.SlaveSite, copiedAt);
        ledger.NotFound(younger);
        Assert.Single(ledger.Violations);
        ledger.NotFound(older);
        Assert.Equal(2, ledger.Violations.Count);
    }

    [Fact]
    public void FetchedAgainAfter_LongAfterItsFetch_IsAViolation()
    {
        var key = Issue("one");
        ledger.Fetched(key, key.Bytes);
        var soon = key.FetchedAt!.Value + (Stopwatch.Frequency / 10);
        ledger.FetchedAgainAfter(soon, key, key.Bytes);
        Assert.Empty(ledger.Violations);

        var late = key.FetchedAt.Value + (long)(CrashLedger.MarkMargin.TotalSeconds * Stopwatch.Frequency) + 1;
        ledger.FetchedAgainAfter(late, key, key.Bytes);
        Assert.Contains("long before the crash", Assert.Single(ledger.Violations), StringComparison.Ordinal);
    }

    [Fact]
    public void FetchedByStranger_IsAViolation()
    {
        ledger.FetchedByStranger(Issue("one"));
        Assert.Single(ledger.Violations);
    }

    private static byte[] Bytes(int length) => [.. Enumerable.Range(0, length).Select(number => (byte)(number * 37))];

    private static IssuedKey Key(string id, byte[] bytes) => new(Pair, id, bytes, Stopwatch.GetTimestamp());

    private IssuedKey Issue(string id)
    {
        var key = Key(id, Bytes(32));
        ledger.Issued([key]);
        return key;
    }
}
