using Xunit.Sdk;

namespace QkdMec.Tests.Processes;

/// <summary>The ledger must notice what it is there for.</summary>
public sealed class KeyLedgerTests
{
    [Fact]
    public void Add_WhenBitsRepeatAtAnotherOffset_IsRefused()
    {
        var bytes = Enumerable.Range(0, 64).Select(number => (byte)(number * 37)).ToArray();
        var ledger = new KeyLedger();
        ledger.Add([new DrawnKey("one", bytes[..32])]);

        Assert.ThrowsAny<XunitException>(() => ledger.Add([new DrawnKey("two", bytes[19..51])]));
    }

    [Fact]
    public void Add_WhenAnIdRepeats_IsRefused()
    {
        var ledger = new KeyLedger();
        ledger.Add([new DrawnKey("one", [1, 2, 3, 4, 5, 6, 7, 8])]);

        Assert.ThrowsAny<XunitException>(() => ledger.Add([new DrawnKey("one", [8, 7, 6, 5, 4, 3, 2, 1])]));
    }
}
