using QkdMec.Tests.Architecture.Sources;

namespace QkdMec.Tests.Architecture.Messages;

/// <summary>Does what crosses wires still mean what it meant?</summary>
public sealed class WireListTests
{
    private const string File = "docs/messages.txt";

    private const string Head = """
        # What crosses wires between silos: wire name, then number or name and meaning. Pinned by WireListTests: a number never changes its
        # meaning. What is new is taken up by running the tests with QKDMEC_TAKE_UP_MESSAGES=1; what is given up stays, its meaning 'retired'.

        """;

    [Fact]
    public void Code_KeepsWhatIsPinned()
    {
        var pinned = WireList.Parse(Repository.Read(File));
        var code = WireOfCode.Read();
        Rule.Holds($"These would be misread by a silo of the version before: use new numbers and set the old ones to '{WireList.Retired}' in {File}", pinned.BrokenBy(code));
        if (Environment.GetEnvironmentVariable("QKDMEC_TAKE_UP_MESSAGES") == "1")
        {
            pinned.TakeUp(code);
            System.IO.File.WriteAllText(Repository.PathTo(File), Head + pinned);
        }

        Rule.Holds($"Not pinned yet: take them up into {File} as its head says", pinned.MissingOf(code));
    }

    [Fact]
    public void BrokenBy_WhenIdChangesItsMeaning_ReportsIt() => Assert.Single(Pin("0 Block long").BrokenBy(Pin("0 Offset long")));

    [Fact]
    public void BrokenBy_WhenIdIsGone_ReportsIt() => Assert.Single(Pin("0 Block long").BrokenBy(Pin("1 Offset long")));

    [Fact]
    public void BrokenBy_WhenRetiredIdIsUsedAgain_ReportsIt() => Assert.Single(Pin("0 retired").BrokenBy(Pin("0 Block long")));

    [Fact]
    public void BrokenBy_WhenRetiredIdStaysAway_IsContent() => Assert.Empty(Pin("0 retired").BrokenBy(Pin("1 Block long")));

    [Fact]
    public void MissingOf_WhenMemberIsNew_ReportsIt() => Assert.Equal(["name 1 Offset long"], Pin("0 Block long").MissingOf(Pin("0 Block long\n  1 Offset long")));

    [Fact]
    public void TakeUp_AddsWhatIsNewAndKeepsWhatWas()
    {
        var pinned = Pin("0 Block long");

        pinned.TakeUp(Pin("0 Other int\n  1 Offset long"));

        Assert.Equal("name\n  0 Block long\n  1 Offset long\n", pinned.ToString());
    }

    private static WireList Pin(string entries) => WireList.Parse($"name\n  {entries}\n");
}
