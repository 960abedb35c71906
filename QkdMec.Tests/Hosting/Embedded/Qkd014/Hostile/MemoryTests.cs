using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;

namespace QkdMec.Tests.Hosting.Embedded.Qkd014.Hostile;

/// <summary>
/// Hostile clients of every kind at once, each kept at its most costly moment: what they make the process hold is bounded, it is given back when they go,
/// and the answers of others are meanwhile the same to the byte.
/// </summary>
[Collection(AloneCollection.Name)]
public sealed partial class MemoryTests
{
    private const int Silent = 200;
    private const int OfEachOther = 32;
    private const long Mebibyte = 1 << 20;

    /// <summary>What all of them may take, with their own ends, which are in this process too: about 100 KiB a connection.</summary>
    private const long MostHeld = 32 * Mebibyte;

    /// <summary>What may stay when they are gone: the listener keeps up to 16 MiB of zeroed blocks for the next connections (4096 of 4 KiB), the run time some buffers of TLS.</summary>
    private const long MostKept = 24 * Mebibyte;

    /// <summary>What another attack may leave beyond the last one: nothing but what a measurement varies by.</summary>
    private const long MostMore = 4 * Mebibyte;

    private const string EncKeys = "/api/v1/keys/sae-d/enc_keys";

    /// <summary>So long that no limit in time ends a connection while it is measured.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task HostileClientsAtOnce_TakeBoundedMemoryAndGiveItBack()
    {
        await using var world = await Qkd014World.StartAsync(
            options => options with { MaxConnectionsPerSae = 1024, HandshakeTimeout = Long, HeadersTimeout = Long, KeepAliveTimeout = Long, BodyGrace = Long }, 64);
        using var connections = new OpenConnections(world.BetaAddress);
        var normal = await HonestAnswersAsync(world);
        await connections.AreAsync(0).WaitAsync(Limit, Cancellation);
        var before = Heap();

        // After the first attack the run time's own pools of buffers have their size.
        await MeasureAsync(world, connections, normal, before);
        var (held, kept) = await MeasureAsync(world, connections, normal, before);
        var (heldAgain, keptAgain) = await MeasureAsync(world, connections, normal, before);
        Assert.InRange(Math.Max(held, heldAgain), 0, MostHeld);
        Assert.InRange(kept, long.MinValue, MostKept);
        Assert.InRange(keptAgain, long.MinValue, kept + MostMore);
    }

    /// <summary>What the heap holds more than before while they are there, and when they are gone.</summary>
    private static async Task<(long Held, long Kept)> MeasureAsync(Qkd014World world, OpenConnections connections, string normal, long before)
    {
        var hostile = await AttackAsync(world);
        await connections.AreAsync(hostile.Count).WaitAsync(Limit, Cancellation);
        var held = Heap() - before;
        Assert.Equal(normal, await HonestAnswersAsync(world));

        hostile.ForEach(connection => connection.Dispose());
        hostile.Clear();
        await connections.AreAsync(0).WaitAsync(Limit, Cancellation);
        var kept = Heap() - before;
        Assert.Equal(normal, await HonestAnswersAsync(world));
        await connections.AreAsync(0).WaitAsync(Limit, Cancellation);
        return (held, kept);
    }

    /// <summary>Opens all of them. Those that are answered have their answer when this returns.</summary>
    private static async Task<List<HostileConnection>> AttackAsync(Qkd014World world)
    {
        using var certificate = world.IssueAtBeta("sae-c");
        var post = $"POST {EncKeys} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ";
        var greedy = post + "18\r\n\r\n{\"number\":1000000}";
        var large = post + Mebibyte + "\r\n\r\n" + new string('x', (int)Mebibyte);

        // All but the last byte of the largest body there may be.
        var slow = post + "65536\r\n\r\n" + new string(' ', 65535);
        var hostile = new List<HostileConnection>();
        for (var i = 0; i < Silent; i++)
        {
            hostile.Add(await HostileConnection.ShakenAsync(world, certificate));
        }

        for (var i = 0; i < OfEachOther; i++)
        {
            hostile.Add(await HostileConnection.BegunAsync(world, certificate, slow));
            hostile.Add(await AnsweredAsync(large, "413"));
            hostile.Add(await AnsweredAsync(greedy, "400"));
        }

        return hostile;

        async Task<HostileConnection> AnsweredAsync(string request, string status) =>
            await AnsweredWithAsync(await HostileConnection.BegunAsync(world, certificate, request), status);
    }

    private static async Task<HostileConnection> AnsweredWithAsync(HostileConnection connection, string status)
    {
        Assert.StartsWith($"HTTP/1.1 {status}", await connection.ReadSomeAsync(), StringComparison.Ordinal);
        return connection;
    }

    /// <summary>What an honest pair is told, byte for byte but for what is new in every answer: date, id and key.</summary>
    private static async Task<string> HonestAnswersAsync(Qkd014World world)
    {
        using X509Certificate2 master = world.IssueAtBeta("sae-b"), slave = world.IssueAtBeta("sae-d");
        var drawn = await AskAsync(world, master, $"GET {EncKeys} HTTP/1.1");
        var (id, key) = (Id().Match(drawn).Value, Key().Match(drawn).Value);
        var fetched = await AskAsync(world, slave, $"GET /api/v1/keys/sae-b/dec_keys?key_ID={id} HTTP/1.1");
        Assert.Equal(key, Key().Match(fetched).Value);
        var unknown = await AskAsync(world, master, "GET /api/v1/keys/sae-x/enc_keys HTTP/1.1");
        return Key().Replace(Id().Replace(Date().Replace(drawn + fetched + unknown, ""), ""), "");
    }

    private static async Task<string> AskAsync(Qkd014World world, X509Certificate2 certificate, string request)
    {
        using var connection = await HostileConnection.BegunAsync(world, certificate, $"{request}\r\nHost: x\r\nConnection: close\r\n\r\n");
        return await connection.ReadToEndAsync().WaitAsync(Limit, Cancellation);
    }

    private static long Heap()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true);
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    [GeneratedRegex(@"(?<=Date: )[^\r]+")]
    private static partial Regex Date();

    [GeneratedRegex(@"(?<=""key_ID"":"")[^""]+")]
    private static partial Regex Id();

    [GeneratedRegex(@"(?<=""key"":"")[^""]+")]
    private static partial Regex Key();
}
