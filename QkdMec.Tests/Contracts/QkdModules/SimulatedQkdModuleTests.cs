using QkdMec.Grains.Identity;
using QkdMec.Grains.QkdLinks.Modules;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Tests.Contracts.QkdModules;

public sealed class SimulatedQkdModuleTests : QkdModuleContract
{
    [Fact]
    public async Task Blocks_MayBeTakenInAnyOrder()
    {
        var (opening, joining) = Pair();
        var (first, second) = (await MakeAsync(opening), await MakeAsync(opening));

        Assert.NotNull(await TakeAsync(joining, second.Reference));
        Assert.NotNull(await TakeAsync(joining, first.Reference));
    }

    [Fact]
    public async Task Ends_WithDifferentSecrets_HoldDifferentBlocks()
    {
        var (opening, joining) = (Start(Opening), new SimulatedQkdModule(Link, Joining, Secret(9), Entropy));
        Handshake(opening, joining);
        var made = await MakeAsync(opening);
        using var taken = await TakeAsync(joining, made.Reference);

        Assert.NotEqual(made.Bytes.Span.ToArray(), taken!.Span.ToArray());
    }

    [Fact]
    public void Constructor_WithAShortSecretOrAForeignEnd_Refuses()
    {
        Assert.Throws<ArgumentException>(() => new SimulatedQkdModule(Link, Opening, new KeyMaterial("short", 31), Entropy));
        Assert.Throws<ArgumentException>(() => new SimulatedQkdModule(Link, KmeId.Parse("kme-c"), Secret(1), Entropy));
    }

    protected override IQkdModule Start(KmeId end) => new SimulatedQkdModule(Link, end, Secret(1), Entropy);

    private static KeyMaterial Secret(byte fill)
    {
        var secret = new KeyMaterial("link secret", SimulatedQkdModule.MinSecretLength);
        secret.Span.Fill(fill);
        return secret;
    }
}
