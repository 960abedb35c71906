using QkdMec.Protocols.Files;
using QkdMec.Tests.Fakes;

namespace QkdMec.Tests.Unit.Access;

public sealed class RenewedFileTests : IDisposable
{
    private readonly string path = Path.GetTempFileName();
    private readonly ManualTimeProvider clock = new();
    private readonly List<string> faults = [];
    private int reads;

    public void Dispose() => File.Delete(path);

    [Fact]
    public void Current_LooksOnceASecond_AndReadsWhatChangedOnly()
    {
        var file = Open();
        File.WriteAllText(path, "second one");
        Assert.Equal("", file.Current);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("second one", file.Current);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(("second one", 2), (file.Current, reads));
    }

    [Fact]
    public void Current_WhenTheNewCannotBeRead_StaysAndTellsOnce()
    {
        var file = Open();
        File.WriteAllText(path, "bad");
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("", file.Current);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(("", "bad text"), (file.Current, Assert.Single(faults)));
        File.WriteAllText(path, "good again");
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("good again", file.Current);
    }

    [Fact]
    public void Open_WhenItCannotBeRead_Throws()
    {
        File.WriteAllText(path, "bad");
        Assert.Throws<InvalidDataException>(Open);
    }

    private RenewedFile<string> Open() => new([path], Read, clock, fault => faults.Add(fault.Message));

    private string Read()
    {
        reads++;
        var text = File.ReadAllText(path);
        return text == "bad" ? throw new InvalidDataException("bad text") : text;
    }
}
