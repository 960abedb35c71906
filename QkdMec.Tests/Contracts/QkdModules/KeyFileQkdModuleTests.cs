using System.Runtime.Versioning;
using QkdMec.Grains.Identity;
using QkdMec.Grains.QkdLinks.Modules;

namespace QkdMec.Tests.Contracts.QkdModules;

[UnsupportedOSPlatform("windows")]
public sealed class KeyFileQkdModuleTests : QkdModuleContract, IDisposable
{
    private const int FileBytes = 20 * Bytes;

    private readonly KeyFileEnds files = new(Opening, Joining);

    public KeyFileQkdModuleTests()
    {
        files.Exchange("001.key", FileBytes, Entropy);
        files.Exchange("002.key", FileBytes, Entropy);
    }

    public void Dispose() => files.Dispose();

    [Fact]
    public async Task Use_DestroysWhatWasUsed_AtBothEnds()
    {
        var (opening, joining) = Pair();
        var before = File.ReadAllBytes(files.PathOf(Opening, "001.key"));
        var made = await MakeAsync(opening);
        using var taken = await TakeAsync(joining, made.Reference);

        Assert.Equal(before[..Bytes], made.Bytes.Span.ToArray());
        Assert.All(new[] { Opening, Joining }, end =>
        {
            var after = File.ReadAllBytes(files.PathOf(end, "001.key"));
            Assert.All(after[..Bytes], left => Assert.Equal(0, left));
            Assert.Equal(before[Bytes..], after[Bytes..]);
        });
    }

    [Fact]
    public async Task Use_GoesOnWithTheNextFile_AndDeletesTheOneBefore()
    {
        var (opening, joining) = Pair();
        for (var block = 0; block < 25; block++)
        {
            Assert.NotNull(await TakeAsync(joining, (await MakeAsync(opening)).Reference));
        }

        Assert.All(new[] { Opening, Joining }, end => Assert.Equal(["002.key"], Directory.GetFiles(files.DirectoryOf(end)).Select(Path.GetFileName)));
    }

    [Fact]
    public async Task MakeAsync_WhenAllIsUsed_IsNone_UntilBothEndsHaveANewFile()
    {
        var (opening, joining) = Pair();
        while (await opening.MakeAsync(Bytes, Token) is { } made)
        {
            Assert.NotNull(await TakeAsync(joining, made.Reference));
        }

        files.Write(Opening, "003.key", new byte[FileBytes].Select(_ => (byte)7).ToArray());
        Handshake(opening, joining);
        Assert.Null(await opening.MakeAsync(Bytes, Token));
        File.Delete(files.PathOf(Opening, "003.key"));
        files.Exchange("003.key", FileBytes, Entropy);
        Handshake(opening, joining);
        Assert.NotNull(await TakeAsync(joining, (await MakeAsync(opening)).Reference));
    }

    [Theory]
    [InlineData("kme-a")]
    [InlineData("kme-b")]
    public async Task RollBack_OfOneEndWithItsFiles_RepeatsNothing(string end)
    {
        var (opening, joining) = Pair();
        Assert.NotNull(await TakeAsync(joining, (await MakeAsync(opening)).Reference));
        Close(opening, joining);
        files.CopyAside(KmeId.Parse(end));
        (opening, joining) = Pair();
        var seen = new HashSet<string>();
        for (var block = 0; block < 3; block++)
        {
            var made = await MakeAsync(opening);
            Assert.True(seen.Add(Convert.ToHexString(made.Bytes.Span)));
            Assert.NotNull(await TakeAsync(joining, made.Reference));
        }

        Close(opening, joining);
        files.PutBack(KmeId.Parse(end));
        (opening, joining) = Pair();
        for (var block = 0; block < 3; block++)
        {
            var made = await MakeAsync(opening);
            using var taken = await TakeAsync(joining, made.Reference);
            Assert.True(seen.Add(Convert.ToHexString(made.Bytes.Span)));
            Assert.Equal(made.Bytes.Span.ToArray(), taken!.Span.ToArray());
        }
    }

    [Fact]
    public async Task RollBack_OfTheLedgerAlone_FindsWhatWasUsedDestroyed()
    {
        var (opening, joining) = Pair();
        var made = await MakeAsync(opening);
        Assert.NotNull(await TakeAsync(joining, made.Reference));
        Close(opening, joining);
        File.Delete(files.LedgerOf(Opening));
        File.Delete(files.LedgerOf(Joining));
        (opening, _) = Pair();

        Assert.Null(await opening.MakeAsync(Bytes, Token));
        Assert.Contains("'001.key' is missing, too short or used at 0", files.Log.Text, StringComparison.Ordinal);
        Assert.NotEqual(made.Bytes.Span.ToArray(), (await MakeAsync(opening)).Bytes.Span.ToArray());
    }

    [Fact]
    public async Task Ends_WithDifferentBytes_HoldDifferentBlocks()
    {
        files.Write(Joining, "001.key", Enumerable.Repeat((byte)9, FileBytes).ToArray());
        var (opening, joining) = Pair();
        var made = await MakeAsync(opening);
        using var taken = await TakeAsync(joining, made.Reference);

        Assert.NotEqual(made.Bytes.Span.ToArray(), taken!.Span.ToArray());
    }

    protected override IQkdModule Start(KmeId end) => files.Start(Link, end, Entropy);

    private static void Close(params IQkdModule[] modules) => Array.ForEach(modules, module => ((IDisposable)module).Dispose());
}
