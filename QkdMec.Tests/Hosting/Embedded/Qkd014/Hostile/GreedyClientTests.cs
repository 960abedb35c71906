using System.Net;
using QkdMec.Tests.Fakes;
using static QkdMec.Tests.Hosting.Embedded.Qkd014.WireAnswer;

namespace QkdMec.Tests.Hosting.Embedded.Qkd014.Hostile;

/// <summary>A client that asks for too much, in each of several ways and on many connections at once: it is refused, and others are served as ever.</summary>
public sealed class GreedyClientTests
{
    private const int AtOnce = 32;
    private const int Times = 20;
    private const string EncKeys = "/api/v1/keys/sae-d/enc_keys";

    /// <summary>What a machine with much else to do may take: the point is that it ends.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"number":1000000}""")]
    [InlineData("""{"number":2147483648}""")]
    [InlineData("""{"size":800000000}""")]
    public async Task KeysByTheMillion_AreRefusedBeforeAnythingIsAllocated(string request)
    {
        await using var world = await Qkd014World.StartAsync(64);
        await BesideOthersAsync(world, async hostile =>
            (await PostAsync(hostile, EncKeys, request)).MustBeError(HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task AMillionKeys_ByGet_AreRefused()
    {
        await using var world = await Qkd014World.StartAsync(64);
        await BesideOthersAsync(world, async hostile =>
            (await GetAsync(hostile, $"{EncKeys}?number=1000000")).MustBeError(HttpStatusCode.BadRequest, "number shall be 1 to 128"));
    }

    [Fact]
    public async Task BodiesOfAGigabyte_AreRefusedUnreadAndEndTheConnection()
    {
        await using var world = await Qkd014World.StartAsync(64);
        using var certificate = world.IssueAtBeta("sae-c");
        var head = $"POST {EncKeys} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {1 << 30}\r\n\r\n";
        await BesideOthersAsync(world, async _ =>
        {
            // Nothing of the body is sent: the answer must not wait for it.
            using var connection = await HostileConnection.BegunAsync(world, certificate, head);
            var answer = await connection.ReadToEndAsync();
            Assert.StartsWith("HTTP/1.1 413", answer, StringComparison.Ordinal);
            Assert.Contains("Connection: close", answer, StringComparison.Ordinal);
            Assert.Contains("the request body is too large", answer, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task BodiesOfAMegabyte_ThatAreSentAtOnce_AreRefused()
    {
        await using var world = await Qkd014World.StartAsync(64);
        var body = new string('x', 1 << 20);
        await BesideOthersAsync(world, async hostile =>
        {
            (await PostAsync(hostile, EncKeys, body)).MustBeError(HttpStatusCode.RequestEntityTooLarge);
        });
    }

    [Fact]
    public async Task ChunksWithoutEnd_AreRefused()
    {
        await using var world = await Qkd014World.StartAsync(64);
        using var certificate = world.IssueAtBeta("sae-c");
        var chunk = $"1000\r\n{new string(' ', 4096)}\r\n";
        await BesideOthersAsync(world, async _ =>
        {
            using var connection = await HostileConnection.BegunAsync(
                world, certificate, $"POST {EncKeys} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
            await connection.DribbleAsync(chunk, TimeSpan.Zero);
        });
    }

    [Fact]
    public async Task ConnectionsOpenedAndClosedInALoop_KeepNobodyWaiting()
    {
        await using var world = await Qkd014World.StartAsync(64);
        using var certificate = world.IssueAtBeta("sae-c");
        await BesideOthersAsync(world, async _ =>
        {
            (await HostileConnection.SilentAsync(world)).Dispose();
            (await HostileConnection.HalfShakenAsync(world)).Dispose();
            (await HostileConnection.ShakenAsync(world, certificate)).Dispose();
            (await HostileConnection.BegunAsync(world, certificate, $"GET {EncKeys} HTTP/1.1\r\nHost: x\r\n\r\n")).Dispose();
        });
    }

    [Fact]
    public async Task FloodOfGoodRequests_KeepsNobodyWaiting()
    {
        await using var world = await Qkd014World.StartAsync(64);
        await BesideOthersAsync(world, async hostile =>
        {
            for (var i = 0; i < Times; i++)
            {
                Assert.Equal(HttpStatusCode.OK, (await GetAsync(hostile, EncKeys)).Status);
            }
        });
    }

    [Fact]
    public async Task FloodBeyondTheRateOfItsSae_Is429_AndOthersAreServed()
    {
        var time = new ManualTimeProvider();
        await using var world = await Qkd014World.StartAsync(options => options with { MaxRequestsPerSecondPerSae = 50, Time = time }, 64);
        var (first, second) = (world.SaeC, world.SaeC);
        for (var i = 0; i < 25; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await GetAsync(first, EncKeys)).Status);
            Assert.Equal(HttpStatusCode.OK, (await GetAsync(second, EncKeys)).Status);
        }

        var refused = (await GetAsync(second, EncKeys)).MustBeError(HttpStatusCode.TooManyRequests, "too many requests of this SAE; try again later");
        Assert.Equal("1", refused.Response.Headers.RetryAfter!.ToString());
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(world.SaeB, EncKeys)).Status);

        time.Advance(TimeSpan.FromSeconds(0.1));
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await GetAsync(first, EncKeys)).Status);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await GetAsync(first, EncKeys)).Status);
    }

    /// <summary>A hostile client does something many times on many connections, while others must be served.</summary>
    private static async Task BesideOthersAsync(Qkd014World world, Func<HttpClient, Task> attack)
    {
        var honest = new HonestClients(world);
        await honest.AreServedAsync();
        var attacks = Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
        {
            var hostile = world.SaeC;
            for (var time = 0; time < Times; time++)
            {
                await attack(hostile);
            }
        }));
        await honest.AreServedAsync().WaitAsync(Limit, Cancellation);
        await attacks.WaitAsync(Limit, Cancellation);
        await honest.AreServedAsync();
    }
}
