using Microsoft.Extensions.Options;
using QkdMec.Functions.Runtime;
using QkdMec.Grains.Functions;

namespace QkdMec.Tests.Unit.Functions;

/// <summary>Do the parts of the runtime keep what they must and nothing else?</summary>
public sealed class FunctionRuntimePartTests
{
    [Fact]
    public void Invocation_WhenPrinted_TellsTheSizeOnly() =>
        Assert.Equal(
            "echo 00112233445566778899aabbccddeeff, 8 bytes",
            new FunctionInvocation("echo", ActivationId.From(new Guid("00112233-4455-6677-8899-aabbccddeeff")), "\"secret\""u8.ToArray()).ToString());

    [Fact]
    public void Result_WhenDisposed_IsOverwrittenAndPrintsNothing()
    {
        var bytes = "\"secret\""u8.ToArray();
        var result = FunctionResult.TakeOver(FunctionStatus.Success, bytes);
        Assert.Equal("Success, 8 bytes", result.ToString());

        result.Dispose();

        Assert.Equal(new byte[8], bytes);
        Assert.Equal("Success, overwritten", result.ToString());
    }

    [Fact]
    public void Journal_WhenFull_ForgetsTheOldest()
    {
        var journal = new ActivationJournal(Options.Create(new FunctionRuntimeOptions { JournalCapacity = 2 }));
        var records = Enumerable.Range(1, 3).Select(Record).ToArray();

        Array.ForEach(records, journal.Add);

        Assert.Equal([records[2], records[1]], journal.Latest(10));
        Assert.Equal([records[2]], journal.Latest(1));
        Assert.Null(journal.Find(records[0].Id));
        Assert.Equal(records[1], journal.Find(records[1].Id));
    }

    [Theory]
    [InlineData("00112233445566778899aabbccddeeff", true)]
    [InlineData("00112233445566778899AABBCCDDEEFF", false)]
    [InlineData("00112233445566778899aabbccddeef", false)]
    [InlineData(null, false)]
    public void ActivationId_ReadsItsOwnText(string? text, bool isValid)
    {
        Assert.Equal(isValid, ActivationId.TryParse(text, out var id));
        Assert.Equal(isValid ? text : new string('0', 32), id.ToString());
    }

    private static ActivationRecord Record(int number) => new()
    {
        Id = ActivationId.From(new Guid(number, 0, 0, new byte[8])),
        Function = "echo",
        Version = "1.0.0",
        Start = StoppedClock.Epoch,
        Duration = TimeSpan.Zero,
        Status = FunctionStatus.Success,
        ArgumentBytes = 0,
        ResultBytes = 0,
    };
}
