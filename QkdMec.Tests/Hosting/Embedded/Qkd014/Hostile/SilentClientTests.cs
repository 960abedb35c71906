namespace QkdMec.Tests.Hosting.Embedded.Qkd014.Hostile;

/// <summary>
/// A client with two hundred connections that never come to a request: others are served as ever, on kept and on new connections, and the server
/// closes each of them.
/// </summary>
public sealed class SilentClientTests
{
    private const int Many = 200;

    /// <summary>What a machine with much else to do may take: the point is that it ends.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Short = TimeSpan.FromSeconds(3);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Connections_OfTcpOnly_AreClosedAndKeepNobodyWaiting()
    {
        await using var world = await StartAsync();
        await HoldAsync(world, () => HostileConnection.SilentAsync(world));
    }

    [Fact]
    public async Task Connections_WithHalfAHandshake_AreClosedAndKeepNobodyWaiting()
    {
        await using var world = await StartAsync();
        await HoldAsync(world, () => HostileConnection.HalfShakenAsync(world));
    }

    [Fact]
    public async Task Connections_SilentAfterTheHandshake_AreClosedAndKeepNobodyWaiting()
    {
        await using var world = await StartAsync();
        using var certificate = world.IssueAtBeta("sae-c");
        await HoldAsync(world, () => HostileConnection.ShakenAsync(world, certificate));
    }

    [Theory]
    [InlineData("GET /api/v1/keys/sae-d/sta")]
    [InlineData("POST /api/v1/keys/sae-d/enc_keys HTTP/1.1\r\nHost: x\r\nX-More: ")]
    [InlineData("POST /api/v1/keys/sae-d/enc_keys HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n")]
    public async Task Connections_ThatDribble_AreClosedAndKeepNobodyWaiting(string begin)
    {
        await using var world = await StartAsync();
        using var certificate = world.IssueAtBeta("sae-c");
        await HoldAsync(world, () => HostileConnection.BegunAsync(world, certificate, begin), connection => connection.DribbleAsync(" ", TimeSpan.FromMilliseconds(100)));
    }

    [Fact]
    public async Task Handshake_BeyondTheLimitOfAnAddress_EndsTheOldestAndNotTheNewest()
    {
        await using var world = await Qkd014World.StartAsync(
            options => options with { MaxHandshakesPerAddress = 3, HandshakeTimeout = TimeSpan.FromMinutes(5) }, 64);
        using var oldest = await HostileConnection.SilentAsync(world);
        using var second = await HostileConnection.SilentAsync(world);
        using var third = await HostileConnection.SilentAsync(world);
        var (firstEnds, secondEnds, thirdEnds) = (oldest.ReadToEndAsync(), second.ReadToEndAsync(), third.ReadToEndAsync());
        using var fourth = await HostileConnection.SilentAsync(world);

        await firstEnds.WaitAsync(Limit, Cancellation);
        await new HonestClients(world).AreServedAsync();
        Assert.False(thirdEnds.IsCompleted && secondEnds.IsCompleted, "honest handshakes ended more than the oldest silent one each");
    }

    [Fact]
    public async Task Connection_BeyondTheLimitOfItsSae_IsClosedAndOthersAreNot()
    {
        await using var world = await Qkd014World.StartAsync(options => options with { MaxConnectionsPerSae = 3 }, 64);
        using var certificate = world.IssueAtBeta("sae-c");
        var held = new List<HostileConnection>();
        for (var i = 0; i < 3; i++)
        {
            held.Add(await HostileConnection.ShakenAsync(world, certificate));
        }

        using var onceMore = await HostileConnection.ShakenAsync(world, certificate);
        Assert.Equal("", await onceMore.ReadToEndAsync().WaitAsync(Limit, Cancellation));
        await new HonestClients(world).AreServedAsync();
        held.ForEach(connection => connection.Dispose());
    }

    private static Task<Qkd014World> StartAsync() => Qkd014World.StartAsync(
        options => options with { HeadersTimeout = Short, KeepAliveTimeout = Short, BodyGrace = Short }, 64);

    /// <summary>Holds many such connections open; the server must close them all, and serve others meanwhile.</summary>
    private static async Task HoldAsync(Qkd014World world, Func<Task<HostileConnection>> open, Func<HostileConnection, Task>? goOn = null)
    {
        var honest = new HonestClients(world);
        await honest.AreServedAsync();
        var connections = new List<HostileConnection>();
        var closed = new List<Task>();
        while (connections.Count < Many)
        {
            var connection = await open();
            connections.Add(connection);
            closed.Add(goOn?.Invoke(connection) ?? connection.ReadToEndAsync());
        }

        await honest.AreServedAsync().WaitAsync(Limit, Cancellation);
        await Task.WhenAll(closed).WaitAsync(Limit, Cancellation);
        await honest.AreServedAsync();
        connections.ForEach(connection => connection.Dispose());
    }
}
