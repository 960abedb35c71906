using QkdMec.Grains.Identity;
using QkdMec.Silo.Configuration;
using QkdMec.Silo.DataDirectories;

namespace QkdMec.Tests.Unit.DataDirectories;

public sealed class DataDirectoryTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private readonly string root = Directory.CreateTempSubdirectory("qkdmec-data-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void Open_MakesADirectoryForItsOwnerOnly()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "file modes are POSIX");
        using var data = DataDirectory.Open(Path.Combine(root, "new"));

        Assert.Equal(OwnerOnly, Mode(data.Root));
        Assert.Equal(OwnerOnly, Mode(data.SiteDirectory(new SiteId("edge"))));
    }

    [Fact]
    public void Open_WhenItStoodOpenToOthers_ClosesIt()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "file modes are POSIX");
        var open = Directory.CreateDirectory(Path.Combine(root, "open")).FullName;
        SetMode(open, OwnerOnly | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        using var data = DataDirectory.Open(open);

        Assert.Equal(OwnerOnly, Mode(open));
    }

    [Fact]
    public void Open_WhileAnotherHoldsIt_IsRefused_AndPossibleAfterwards()
    {
        var path = Path.Combine(root, "data");
        using (DataDirectory.Open(path))
        {
            var refusal = Assert.Throws<StartupException>(() => DataDirectory.Open(path));
            Assert.Contains("in use by another running QkdMec", refusal.Message, StringComparison.Ordinal);
        }

        using var again = DataDirectory.Open(path);
        Assert.Equal(path, again.Root);
    }

    [Fact]
    public void Open_WhenThePathIsAFile_IsRefused()
    {
        var file = Path.Combine(root, "file");
        File.WriteAllText(file, "text");
        Assert.Throws<StartupException>(() => DataDirectory.Open(file));
    }

    [Fact]
    public void Open_WhenTheDirectoryHoldsSomethingElse_IsRefused_AndLeavesItAlone()
    {
        File.WriteAllText(Path.Combine(root, "thesis.txt"), "text");
        var refusal = Assert.Throws<StartupException>(() => DataDirectory.Open(root));

        Assert.Contains("holds other files", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(["thesis.txt"], Directory.GetFileSystemEntries(root).Select(Path.GetFileName));
    }

    private static UnixFileMode Mode(string path) => OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(path);

    private static void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }
}
