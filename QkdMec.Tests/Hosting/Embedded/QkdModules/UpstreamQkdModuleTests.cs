using QkdMec.Grains.Identity;
using QkdMec.Grains.QkdLinks.Modules;
using QkdMec.Silo.QkdLinks;
using QkdMec.Silo.QkdLinks.Upstream;
using QkdMec.Tests.Architecture.Leaks;
using QkdMec.Tests.Contracts.QkdModules;
using QkdMec.Tests.Fakes;
using QkdMec.Tests.Hosting.Embedded.Qkd014;

namespace QkdMec.Tests.Hosting.Embedded.QkdModules;

/// <summary>Two of our KMEs as the commercial ones beside a link, over real TLS.</summary>
public sealed class UpstreamQkdModuleTests : QkdModuleContract, IAsyncLifetime
{
    private readonly LogCapture log = new();
    private readonly ManualTimeProvider time = new();
    private Qkd014World upstream = null!;
    private string joiningSae = "sae-b";

    public async ValueTask InitializeAsync() => upstream = await Qkd014World.StartAsync(50_000);

    public ValueTask DisposeAsync() => upstream.DisposeAsync();

    [Fact]
    public async Task MakeAsync_WhenTheUpstreamKmeIsExhausted_IsNone_UntilItHasKeyAgain()
    {
        var (opening, joining) = Pair();
        while (await opening.MakeAsync(Bytes, Token) is { } made)
        {
            Assert.NotNull(await TakeAsync(joining, made.Reference));
        }

        Assert.Contains("answered with: Exhausted", log.Text, StringComparison.Ordinal);
        await upstream.Delivery.FillAsync(50_000);
        Assert.Null(await opening.MakeAsync(Bytes, Token));
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.NotNull(await TakeAsync(joining, (await MakeAsync(opening)).Reference));
    }

    [Fact]
    public async Task TakeAsync_AsAnotherSaeThanTheKeysWereMadeFor_IsRefused()
    {
        joiningSae = "sae-c";
        var (opening, joining) = Pair();

        Assert.Null(await TakeAsync(joining, (await MakeAsync(opening)).Reference));
        Assert.Contains("answered with: Unauthorised", log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Module_BesideAKmeThatDoesNotVouchForIt_SaysSoAndMakesNothing()
    {
        var opening = new UpstreamQkdModule(Link, Opening, upstream.UpstreamAtAlpha with { Authorities = [] }, Services);
        Handshake(opening, Start(Joining));

        Assert.Null(await opening.MakeAsync(Bytes, Token));
        Assert.Contains("gives no status for SAE 'sae-b'", log.Text, StringComparison.Ordinal);
    }

    protected override IQkdModule Start(KmeId end) =>
        new UpstreamQkdModule(Link, end, end == Opening ? upstream.UpstreamAtAlpha : upstream.UpstreamAtBeta(joiningSae), Services);

    private ModuleServices Services => new(Entropy, time, log.CreateLogger("module"));
}
