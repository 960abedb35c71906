namespace QkdMec.Tests.Hosting.Orleans.Machines;

/// <summary>The ledger must notice what it is there for, and excuse nothing else.</summary>
public sealed class ContextLedgerTests
{
    private readonly ContextLedger ledger = new();

    public ContextLedgerTests() => ledger.Add("one");

    [Fact]
    public void Unknown_OfAnAcknowledgedContext_IsAViolation()
    {
        Assert.Equal(["one"], ledger.Known);
        ledger.FoundUnknown("one");
        Assert.Contains("context one was acknowledged and is unknown", Assert.Single(ledger.Violations), StringComparison.Ordinal);
    }

    [Fact]
    public void Known_OfADeletedContext_IsAViolation()
    {
        ledger.Deleting("one");
        ledger.HasDeleted("one");
        ledger.FoundUnknown("one");
        Assert.Empty(ledger.Violations);
        ledger.FoundAgain(Assert.Single(ledger.Deleted));
        Assert.Contains("context one was deleted and is known again", Assert.Single(ledger.Violations), StringComparison.Ordinal);
    }

    [Fact]
    public void ADeletionWithoutAnAnswer_MayHaveHappenedOrNot()
    {
        ledger.Deleting("one");
        ledger.FoundUnknown("one");
        Assert.Empty(ledger.Known);
        Assert.Empty(ledger.Deleted);
        Assert.Empty(ledger.Violations);
    }

    [Fact]
    public void ADeletion_OfAContextThatIsUnknown_IsAViolation()
    {
        ledger.Deleting("one");
        ledger.Lost("one");
        Assert.Contains("is unknown", Assert.Single(ledger.Violations), StringComparison.Ordinal);
    }

    [Fact]
    public void AnIdGivenTwice_IsAViolation()
    {
        ledger.Add("one");
        Assert.Contains("given twice", Assert.Single(ledger.Violations), StringComparison.Ordinal);
    }
}
