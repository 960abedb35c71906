using System.Runtime.Versioning;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.QkdLinks.Modules;
using QkdMec.Silo.QkdLinks.KeyFiles;
using QkdMec.Tests.Fakes;

namespace QkdMec.Tests.Contracts.QkdModules;

/// <summary>Are key files that cannot be used left out, with words that help?</summary>
[UnsupportedOSPlatform("windows")]
public sealed class KeyFileFaultTests : IDisposable
{
    private const int Bytes = 1040;
    private const int FileBytes = 20 * Bytes;

    private static readonly KmeId Opening = KmeId.Parse("kme-a");
    private static readonly KmeId Joining = KmeId.Parse("kme-b");

    private readonly KeyFileEnds files = new(Opening, Joining);
    private readonly SeededEntropy entropy = new(1);

    public KeyFileFaultTests()
    {
        files.Exchange("001.key", FileBytes, entropy);
        files.Exchange("002.key", FileBytes, entropy);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => files.Dispose();

    [Fact]
    public async Task MakeAsync_SkipsFilesThatDifferInLength_OrThatOneEndLacks_AndSaysSo()
    {
        files.Write(Joining, "001.key", new byte[17]);
        File.Delete(files.PathOf(Joining, "002.key"));
        files.Exchange("003.key", FileBytes, entropy);
        files.Exchange("004.key", 8, entropy);
        var expected = File.ReadAllBytes(files.PathOf(Opening, "003.key"))[..Bytes];
        var opening = Pair().Opening;

        Assert.Equal(expected, (await MakeAsync(opening)).Bytes.Span.ToArray());
        Assert.Contains("'001.key' has another length at the other end", files.Log.Text, StringComparison.Ordinal);
        while (await opening.MakeAsync(Bytes, Token) is not null)
        {
        }

        Assert.Contains("'004.key' has 8 bytes and a block needs 1040", files.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MakeAsync_LeavesOutFilesThatOthersCanRead_OrWithBadNames_AndSaysSo()
    {
        File.SetUnixFileMode(files.PathOf(Opening, "001.key"), UnixFileMode.UserRead | UnixFileMode.GroupRead);
        files.Exchange("a name.key", FileBytes, entropy);
        var expected = File.ReadAllBytes(files.PathOf(Opening, "002.key"))[..Bytes];
        var opening = Pair().Opening;

        Assert.Equal(expected, (await MakeAsync(opening)).Bytes.Span.ToArray());
        Assert.Contains("001.key' can be used by others (mode 440)", files.Log.Text, StringComparison.Ordinal);
        Assert.Contains("a name.key': use letters", files.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MakeAsync_WithAFileThatComesTooLate_LeavesItAndSaysSo()
    {
        var (opening, joining) = Pair();
        Assert.NotNull(await joining.TakeAsync((await MakeAsync(opening)).Reference, Bytes, Token));
        files.Exchange("000.key", FileBytes, entropy);
        Handshake(opening, joining);
        await MakeAsync(opening);

        Assert.Contains("000.key' comes before '001.key'", files.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Directory_ThatIsMissingOrOpenToOthers_SaysWhatToDo()
    {
        var open = Directory.CreateDirectory(Path.Combine(files.Root, "open"), UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.OtherRead).FullName;

        Assert.Contains("there is no directory", new KeyFileDirectory(Path.Combine(files.Root, "none")).Fault(), StringComparison.Ordinal);
        Assert.Contains("chmod 700", new KeyFileDirectory(open).Fault(), StringComparison.Ordinal);
        Assert.Null(new KeyFileDirectory(files.DirectoryOf(Opening)).Fault());
    }

    [Fact]
    public void Ledger_KeepsTheHighestMark_AndOutlivesAHalfWrittenSlot()
    {
        var path = files.LedgerOf(Opening);
        using (var ledger = KeyFileLedger.Open(path))
        {
            ledger.Raise(new KeyFileMark("a.key", 5));
            ledger.Raise(new KeyFileMark("b.key", 1));
            ledger.Raise(new KeyFileMark("a.key", 900));
            Assert.Equal(new KeyFileMark("b.key", 1), ledger.Mark);
        }

        var bytes = File.ReadAllBytes(path);
        bytes[20] ^= 1;
        File.WriteAllBytes(path, bytes);
        using (var ledger = KeyFileLedger.Open(path))
        {
            Assert.Equal(new KeyFileMark("a.key", 5), ledger.Mark);
        }

        bytes[600] ^= 1;
        File.WriteAllBytes(path, bytes);
        var refusal = Assert.Throws<InvalidDataException>(() => KeyFileLedger.Open(path));
        Assert.Contains("is damaged", refusal.Message, StringComparison.Ordinal);
    }

    private static async Task<MadeBlock> MakeAsync(IQkdModule module)
    {
        var made = await module.MakeAsync(Bytes, Token);
        Assert.NotNull(made);
        return made;
    }

    private static void Handshake(IQkdModule opening, IQkdModule joining) =>
        Assert.True(opening.CompleteSession(joining.JoinSession(opening.OpenSession())));

    private (IQkdModule Opening, IQkdModule Joining) Pair()
    {
        var link = LinkId.Between(Opening, Joining);
        var (opening, joining) = (files.Start(link, Opening, entropy), files.Start(link, Joining, entropy));
        Handshake(opening, joining);
        return (opening, joining);
    }
}
