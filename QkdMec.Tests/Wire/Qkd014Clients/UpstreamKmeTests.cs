using System.Globalization;
using System.Text.RegularExpressions;
using QkdMec.Grains.Identity;
using QkdMec.Grains.QkdLinks.Modules;
using QkdMec.Silo.QkdLinks;
using QkdMec.Silo.QkdLinks.Upstream;
using QkdMec.Tests.Architecture.Leaks;
using QkdMec.Tests.Fakes;

namespace QkdMec.Tests.Wire.Qkd014Clients;

/// <summary>What the upstream driver does with a KME that answers as public ones do.</summary>
public sealed partial class UpstreamKmeTests : IAsyncLifetime
{
    private const int Bytes = 160;

    private static readonly KmeId Opening = KmeId.Parse("kme-a");
    private static readonly LinkId Link = LinkId.Between(Opening, KmeId.Parse("kme-b"));

    private readonly ScriptedKme kme = new();
    private readonly LogCapture log = new();
    private readonly ManualTimeProvider time = new();
    private int issued;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ModuleServices Services => new(new SeededEntropy(3), time, log.CreateLogger("module"));

    public ValueTask InitializeAsync() => new(kme.StartAsync());

    public ValueTask DisposeAsync() => kme.DisposeAsync();

    [Fact]
    public async Task MakeAsync_KeepsToTheLimitsOfTheStatus()
    {
        kme.Script = request => request.Contains("/status", StringComparison.Ordinal) ? (200, Status(keysPerRequest: 2, maxBits: 256)) : (200, Keys(request));
        using var module = Start();
        var made = await module.MakeAsync(Bytes, Token);

        Assert.Equal(Bytes, made!.Bytes.Length);
        Assert.Equal(
            ["{\"number\":2,\"size\":256}", "{\"number\":2,\"size\":256}", "{\"number\":1,\"size\":256}"],
            kme.Requests.Where(request => request.Contains("enc_keys", StringComparison.Ordinal)).Select(request => request[request.IndexOf('{', StringComparison.Ordinal)..]));
        Assert.Equal(24 + 4 + (5 * 16), made.Reference.Length);
    }

    [Fact]
    public async Task MakeAsync_WhenTheKmeRunsOutHalfWay_KeepsWhatItGotForTheNextBlock()
    {
        var left = 3;
        kme.Script = request => request.Contains("/status", StringComparison.Ordinal)
            ? (200, Status(keysPerRequest: 1, maxBits: 256))
            : left-- > 0 ? (200, Keys(request)) : (503, """{"message":"no key"}""");
        using var module = Start();
        var first = await module.MakeAsync(Bytes, Token);
        var asked = kme.Requests.Count;
        var atOnce = await module.MakeAsync(Bytes, Token);
        Assert.Equal((null, null, asked), (first, atOnce, kme.Requests.Count));

        left = 2;
        time.Advance(TimeSpan.FromSeconds(8));
        Assert.NotNull(await module.MakeAsync(Bytes, Token));
        Assert.Equal(5, issued);
    }

    [Fact]
    public async Task MakeAsync_WhenTheKmeSaysWhenToComeAgain_WaitsSoLong()
    {
        kme.Script = request => request.Contains("/status", StringComparison.Ordinal) ? (200, Status()) : (503, "{}");
        using var module = Start();
        await module.MakeAsync(Bytes, Token);
        var asked = kme.Requests.Count;
        time.Advance(TimeSpan.FromSeconds(6.9));
        await module.MakeAsync(Bytes, Token);
        Assert.Equal(asked, kme.Requests.Count);
        time.Advance(TimeSpan.FromSeconds(0.2));
        await module.MakeAsync(Bytes, Token);
        Assert.True(kme.Requests.Count > asked);
    }

    [Theory]
    [InlineData(200, "null", "Unavailable")]
    [InlineData(200, "{}", "Unavailable")]
    [InlineData(200, """{"keys":null}""", "Unavailable")]
    [InlineData(200, """{"keys":[null]}""", "Unavailable")]
    [InlineData(200, """{"keys":[{"key_ID":"550e8400-e29b-41d4-a716-446655440000","key":"AAAA"}]}""", "gave 1 keys where 1 of 1280 bits")]
    [InlineData(200, """{"keys":[{"key_ID":"550e8400-e29b-41d4-a716-446655440000","key":"="}]}""", "Unavailable")]
    [InlineData(200, """{"keys":[{"key_ID":"550e8400-e29b-41d4-a716-446655440000","key":"AAAA"},{"key_ID":"550e8400""", "Unavailable")]
    [InlineData(400, "{}", "Refused")]
    [InlineData(401, "{}", "Unauthorised")]
    [InlineData(429, "{}", "Exhausted")]
    [InlineData(500, "oops", "Unavailable")]
    public async Task MakeAsync_WhenTheAnswerIsNoKeyOfTheSize_MakesNothingAndSaysWhy(int status, string body, string said)
    {
        kme.Script = request => request.Contains("/status", StringComparison.Ordinal) ? (200, Status()) : (status, body);
        using var module = Start();

        Assert.Null(await module.MakeAsync(Bytes, Token));
        Assert.Contains(said, log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("AAAA", log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{}")]
    public async Task MakeAsync_WhenTheStatusIsNone_MakesNothingAndSaysSo(string status)
    {
        kme.Answer = (200, status);
        using var module = Start();

        Assert.Null(await module.MakeAsync(Bytes, Token));
        Assert.Contains("gives no status", log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MakeAsync_WhenTheAnswerIsEndless_DoesNotReadIt()
    {
        kme.Script = request => request.Contains("/status", StringComparison.Ordinal) ? (200, Status()) : (200, "{\"keys\":[" + new string(' ', 8_000_000) + "]}");
        using var module = Start();

        Assert.Null(await module.MakeAsync(Bytes, Token));
    }

    [Fact]
    public async Task MakeAsync_WhenTheKmeIsSilent_GivesUpInTime()
    {
        var gate = new TaskCompletionSource();
        kme.Gate = gate.Task;
        using var module = Start(TimeSpan.FromMilliseconds(200));

        Assert.Null(await module.MakeAsync(Bytes, Token));
        gate.SetResult();
    }

    [Fact]
    public async Task MakeAsync_WhenTheKmeGivesAKeyTwiceInABlock_MakesNothing()
    {
        kme.Script = request => request.Contains("/status", StringComparison.Ordinal) ? (200, Status(maxBits: 256)) : (200, Keys(request, sameId: true));
        using var module = Start();

        Assert.Null(await module.MakeAsync(Bytes, Token));
        Assert.Contains("or one twice", log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TakeAsync_WhenTheKmeGivesOtherIds_TakesNothing()
    {
        kme.Script = request => request.Contains("/status", StringComparison.Ordinal) ? (200, Status()) : (200, Keys("\"number\":1,\"size\":1280"));
        using var opening = new UpstreamQkdModule(Link, Opening, Options(), Services);
        using var joining = new UpstreamQkdModule(Link, Link.Larger, Options(), Services);
        Assert.True(opening.CompleteSession(joining.JoinSession(opening.OpenSession())));
        var made = await opening.MakeAsync(Bytes, Token);

        Assert.Null(await joining.TakeAsync(made!.Reference, Bytes, Token));
        Assert.Contains("other ids", log.Text, StringComparison.Ordinal);
    }

    private static string Status(int keysPerRequest = 128, int maxBits = 4096) => $$"""
        {"source_KME_ID":"a","target_KME_ID":"b","master_SAE_ID":"c","slave_SAE_ID":"d","key_size":256,"stored_key_count":9,"max_key_count":99,
         "max_key_per_request":{{keysPerRequest}},"max_key_size":{{maxBits}},"min_key_size":64,"max_SAE_ID_count":0}
        """;

    [GeneratedRegex("\"number\":([0-9]+),\"size\":([0-9]+)")]
    private static partial Regex Wanted();

    private string Keys(string request, bool sameId = false)
    {
        var wanted = Wanted().Match(request);
        var (number, bits) = (int.Parse(wanted.Groups[1].Value, CultureInfo.InvariantCulture), int.Parse(wanted.Groups[2].Value, CultureInfo.InvariantCulture));
        var keys = Enumerable.Range(0, number).Select(_ => $$"""{"key_ID":"{{new Guid(sameId ? 7 : ++issued, 0, 0, new byte[8])}}","key":"{{Convert.ToBase64String(new byte[bits / 8])}}"}""");
        return $$"""{"keys":[{{string.Join(',', keys)}}]}""";
    }

    private UpstreamKmeOptions Options(TimeSpan? timeout = null) => new()
    {
        Kme = kme.Address, Certificate = kme.SaeCertificate, Authorities = [kme.Authority], PeerSae = "sae-far", Timeout = timeout ?? TimeSpan.FromSeconds(30),
    };

    private UpstreamQkdModule Start(TimeSpan? timeout = null)
    {
        var module = new UpstreamQkdModule(Link, Opening, Options(timeout), Services);
        var opening = module.OpenSession();
        Assert.True(module.CompleteSession(new LinkHello(Link, [.. new byte[32]], opening.Nonce, [])));
        return module;
    }
}
