using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.QkdLinks.Modules;
using QkdMec.Protocols.Secrets;
using QkdMec.Tests.Fakes;

namespace QkdMec.Tests.Unit.QkdLinks;

public sealed class SimulatedQkdModuleTests
{
    private const int Bytes = 1037;

    private static readonly KmeId Opening = KmeId.Parse("kme-a");
    private static readonly KmeId Joining = KmeId.Parse("kme-b");
    private static readonly LinkId Link = LinkId.Between(Opening, Joining);
    private static readonly IEnumerable<int> Blocks = Enumerable.Range(0, 20);

    private readonly SeededEntropy entropy = new(1);

    [Fact]
    public async Task Ends_InASession_HoldTheSameBlocks()
    {
        var (opening, joining) = Pair();
        Handshake(opening, joining);
        foreach (var _ in Blocks)
        {
            var made = await MakeAsync(opening);
            using var taken = await TakeAsync(joining, made.Reference);

            Assert.NotNull(taken);
            Assert.Equal(made.Bytes.Span.ToArray(), taken.Span.ToArray());
        }
    }

    [Fact]
    public async Task Blocks_AreTakenInAnyOrderAndEachOnce()
    {
        var (opening, joining) = Pair();
        Handshake(opening, joining);
        var (first, second) = (await MakeAsync(opening), await MakeAsync(opening));

        Assert.NotNull(await TakeAsync(joining, second.Reference));
        Assert.NotNull(await TakeAsync(joining, first.Reference));
        Assert.Null(await TakeAsync(joining, first.Reference));
        Assert.Null(await TakeAsync(joining, second.Reference));
    }

    [Fact]
    public async Task Blocks_OfOneAndOfTwoSessions_AllDiffer()
    {
        var (opening, joining) = Pair();
        var seen = new HashSet<string>();
        for (var start = 0; start < 5; start++)
        {
            Handshake(opening, joining);
            foreach (var _ in Blocks)
            {
                Assert.True(seen.Add(Convert.ToHexString((await MakeAsync(opening)).Bytes.Span)));
            }
        }
    }

    [Fact]
    public async Task Restart_OfTheJoiningEnd_RefusesBlocksUntilANewSession()
    {
        var (opening, joining) = Pair();
        Handshake(opening, joining);
        var made = await MakeAsync(opening);
        joining = ModuleAt(Joining);

        Assert.Null(await TakeAsync(joining, made.Reference));
        Handshake(opening, joining);
        Assert.Null(await TakeAsync(joining, made.Reference));
        Assert.NotNull(await TakeAsync(joining, (await MakeAsync(opening)).Reference));
    }

    [Fact]
    public async Task Restart_OfTheOpeningEnd_MakesOtherBlocks()
    {
        var (opening, joining) = Pair();
        Handshake(opening, joining);
        var before = (await MakeAsync(opening)).Bytes.Span.ToArray();
        opening = ModuleAt(Opening);
        var withoutSession = await opening.MakeAsync(Bytes, Token);
        Handshake(opening, joining);

        Assert.Null(withoutSession);
        Assert.NotEqual(before, (await MakeAsync(opening)).Bytes.Span.ToArray());
    }

    [Fact]
    public async Task JoinSession_WithAnOldOpening_NeverMakesAnOldSession()
    {
        var (opening, joining) = Pair();
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
        var (opening, joining) = Pair();
        var hello = opening.OpenSession();
        var answer = joining.JoinSession(hello);
        opening.CompleteSession(answer);
        var made = await MakeAsync(opening);
        await TakeAsync(joining, made.Reference);

        Assert.Equal(answer.Nonce.ToArray(), joining.JoinSession(hello).Nonce.ToArray());
        Assert.Null(await TakeAsync(joining, made.Reference));
    }

    [Fact]
    public void CompleteSession_WithAnAnswerToAnotherOpening_ChangesNothing()
    {
        var (opening, joining) = Pair();
        var late = joining.JoinSession(opening.OpenSession());
        opening.OpenSession();

        Assert.False(opening.CompleteSession(late));
        Assert.False(opening.HasSession);
    }

    [Fact]
    public async Task Ends_WithDifferentSecrets_HoldDifferentBlocks()
    {
        var opening = ModuleAt(Opening);
        var joining = new SimulatedQkdModule(Link, Joining, Secret(9), entropy);
        Handshake(opening, joining);

        // Session ids differ too, so the block is refused before any comparison.
        Assert.Null(await TakeAsync(joining, (await MakeAsync(opening)).Reference));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(23)]
    [InlineData(25)]
    public async Task TakeAsync_WithAMalformedReference_IsRefused(int length)
    {
        var (opening, joining) = Pair();
        Handshake(opening, joining);

        Assert.Null(await TakeAsync(joining, [.. new byte[length]]));
    }

    [Fact]
    public void Constructor_WithAShortSecretOrAForeignEnd_Refuses()
    {
        Assert.Throws<ArgumentException>(() => new SimulatedQkdModule(Link, Opening, new KeyMaterial("short", 31), entropy));
        Assert.Throws<ArgumentException>(() => new SimulatedQkdModule(Link, KmeId.Parse("kme-c"), Secret(1), entropy));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static void Handshake(SimulatedQkdModule opening, SimulatedQkdModule joining) =>
        Assert.True(opening.CompleteSession(joining.JoinSession(opening.OpenSession())));

    private static async Task<MadeBlock> MakeAsync(SimulatedQkdModule module)
    {
        var made = await module.MakeAsync(Bytes, Token);
        Assert.NotNull(made);
        return made;
    }

    private static ValueTask<KeyMaterial?> TakeAsync(SimulatedQkdModule module, ImmutableArray<byte> reference) =>
        module.TakeAsync(reference, Bytes, Token);

    private static KeyMaterial Secret(byte fill)
    {
        var secret = new KeyMaterial("link secret", SimulatedQkdModule.MinSecretLength);
        secret.Span.Fill(fill);
        return secret;
    }

    private (SimulatedQkdModule Opening, SimulatedQkdModule Joining) Pair() => (ModuleAt(Opening), ModuleAt(Joining));

    private SimulatedQkdModule ModuleAt(KmeId end) => new(Link, end, Secret(1), entropy);
}
