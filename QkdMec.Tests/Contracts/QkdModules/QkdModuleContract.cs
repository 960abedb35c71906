using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.QkdLinks.Modules;
using QkdMec.Protocols.Secrets;
using QkdMec.Tests.Fakes;

namespace QkdMec.Tests.Contracts.QkdModules;

/// <summary>What the devices of a link promise, whatever makes their key.</summary>
public abstract class QkdModuleContract
{
    protected const int Bytes = 1040;

    protected static readonly KmeId Opening = KmeId.Parse("kme-a");
    protected static readonly KmeId Joining = KmeId.Parse("kme-b");
    protected static readonly LinkId Link = LinkId.Between(Opening, Joining);

    private static readonly IEnumerable<int> SomeBlocks = Enumerable.Range(0, 5);

    internal SeededEntropy Entropy { get; } = new(1);

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A device at an end, or the same one after a restart; the state of the one before is kept.</summary>
    protected abstract IQkdModule Start(KmeId end);

    [Fact]
    public async Task Ends_InASession_HoldTheSameBlocks()
    {
        var (opening, joining) = Pair();
        foreach (var _ in SomeBlocks)
        {
            var made = await MakeAsync(opening);
            using var taken = await TakeAsync(joining, made.Reference);

            Assert.NotNull(taken);
            Assert.Equal(Bytes, made.Bytes.Length);
            Assert.Equal(made.Bytes.Span.ToArray(), taken.Span.ToArray());
        }
    }

    [Fact]
    public async Task Blocks_AreTakenOnce()
    {
        var (opening, joining) = Pair();
        var made = await MakeAsync(opening);

        Assert.NotNull(await TakeAsync(joining, made.Reference));
        Assert.Null(await TakeAsync(joining, made.Reference));
        Assert.NotNull(await TakeAsync(joining, (await MakeAsync(opening)).Reference));
        Assert.Null(await TakeAsync(joining, made.Reference));
    }

    [Fact]
    public async Task Blocks_OverRestartsOfEitherEnd_AllDiffer()
    {
        var (opening, joining) = Pair();
        var seen = new HashSet<string>();
        foreach (var _ in SomeBlocks)
        {
            var made = await MakeAsync(opening);
            Assert.True(seen.Add(Convert.ToHexString(made.Bytes.Span)));
            Assert.NotNull(await TakeAsync(joining, made.Reference));
            opening = Restart(opening);
            Handshake(opening, joining);
            Assert.True(seen.Add(Convert.ToHexString((await MakeAsync(opening)).Bytes.Span)));
            joining = Restart(joining);
            Handshake(opening, joining);
        }
    }

    [Fact]
    public async Task Restart_OfTheJoiningEnd_RefusesBlocksUntilANewSession_AndOldOnesForEver()
    {
        var (opening, joining) = Pair();
        var (taken, open) = (await MakeAsync(opening), await MakeAsync(opening));
        Assert.NotNull(await TakeAsync(joining, taken.Reference));
        joining = Restart(joining);

        Assert.False(joining.HasSession);
        Assert.Null(await TakeAsync(joining, open.Reference));
        Handshake(opening, joining);
        Assert.Null(await TakeAsync(joining, taken.Reference));
        Assert.Null(await TakeAsync(joining, open.Reference));
        Assert.NotNull(await TakeAsync(joining, (await MakeAsync(opening)).Reference));
    }

    [Fact]
    public async Task Restart_OfTheOpeningEnd_MakesNothingUntilANewSession()
    {
        var (opening, joining) = Pair();
        await MakeAsync(opening);
        opening = Restart(opening);
        Assert.Null(await opening.MakeAsync(Bytes, Token));
        Handshake(opening, joining);
        Assert.NotNull(await TakeAsync(joining, (await MakeAsync(opening)).Reference));
    }

    [Fact]
    public async Task JoinSession_WithAnOldOpening_NeverMakesAnOldSession()
    {
        var (opening, joining) = (Start(Opening), Start(Joining));
        var old = opening.OpenSession();
        opening.CompleteSession(joining.JoinSession(old));
        var made = await MakeAsync(opening);
        Assert.NotNull(await TakeAsync(joining, made.Reference));
        Handshake(opening, joining);
        joining.JoinSession(old);
        Assert.Null(await TakeAsync(joining, made.Reference));
    }

    [Fact]
    public async Task JoinSession_WhenTheOpeningIsRepeated_AnswersTheSameAndForgetsNothing()
    {
        var (opening, joining) = (Start(Opening), Start(Joining));
        var hello = opening.OpenSession();
        var answer = joining.JoinSession(hello);
        opening.CompleteSession(answer);
        var made = await MakeAsync(opening);
        Assert.NotNull(await TakeAsync(joining, made.Reference));

        Assert.Equal(answer.Nonce.ToArray(), joining.JoinSession(hello).Nonce.ToArray());
        Assert.Null(await TakeAsync(joining, made.Reference));
    }

    [Fact]
    public void CompleteSession_WithAnAnswerToAnotherOpening_ChangesNothing()
    {
        var (opening, joining) = (Start(Opening), Start(Joining));
        var late = joining.JoinSession(opening.OpenSession());
        opening.OpenSession();
        Assert.False(opening.CompleteSession(late));
        Assert.False(opening.HasSession);
    }

    [Fact]
    public void JoinSession_WithAMalformedOpening_IsRefused()
    {
        var joining = Start(Joining);
        Assert.Throws<ArgumentException>(() => joining.JoinSession(new LinkHello(Link, [1, 2, 3], [], [])));
        Assert.Throws<ArgumentException>(() => joining.JoinSession(new LinkHello(Link, [.. new byte[32]], [], [.. new byte[70_000]])));
        Assert.Throws<ArgumentException>(() => joining.JoinSession(new LinkHello(LinkId.Between(Opening, KmeId.Parse("kme-c")), [.. new byte[32]], [], [])));
        Assert.False(joining.HasSession);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(23)]
    [InlineData(25)]
    [InlineData(60)]
    public async Task TakeAsync_WithAMalformedReference_IsRefused(int length)
    {
        var (_, joining) = Pair();
        Assert.Null(await TakeAsync(joining, [.. new byte[length]]));
    }

    [Fact]
    public async Task TakeAsync_WithAReferenceThatWasLengthened_IsRefused()
    {
        var (opening, joining) = Pair();
        Assert.Null(await TakeAsync(joining, (await MakeAsync(opening)).Reference.Add(0)));
    }

    [Fact]
    public async Task EachEnd_HasItsRole()
    {
        var (opening, joining) = Pair();
        Assert.Throws<InvalidOperationException>(() => opening.JoinSession(new LinkHello(Link, [.. new byte[32]], [], [])));
        Assert.Throws<InvalidOperationException>(joining.OpenSession);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await joining.MakeAsync(Bytes, Token));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await opening.TakeAsync([], Bytes, Token));
    }

    protected static void Handshake(IQkdModule opening, IQkdModule joining) =>
        Assert.True(opening.CompleteSession(joining.JoinSession(opening.OpenSession())));

    protected (IQkdModule Opening, IQkdModule Joining) Pair()
    {
        var pair = (Start(Opening), Start(Joining));
        Handshake(pair.Item1, pair.Item2);
        return pair;
    }

    protected IQkdModule Restart(IQkdModule module)
    {
        ((IDisposable)module).Dispose();
        return Start(module.End);
    }

    protected static async Task<MadeBlock> MakeAsync(IQkdModule module)
    {
        var made = await module.MakeAsync(Bytes, Token);
        Assert.NotNull(made);
        return made;
    }

    protected static ValueTask<KeyMaterial?> TakeAsync(IQkdModule module, ImmutableArray<byte> reference) => module.TakeAsync(reference, Bytes, Token);
}
