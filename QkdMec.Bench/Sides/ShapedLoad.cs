using QkdMec.Bench.Loads;
using QkdMec.Bench.Paths;
using QkdMec.Bench.Servers;

namespace QkdMec.Bench.Sides;

/// <summary>The clients of a shaped side, and what they are still to send.</summary>
internal sealed class ShapedLoad : IDisposable
{
    private const int KeysPerDraw = 128;
    private const int Ok = 200;

    private readonly KeyRequests requests = new(KeyMethod.Get);
    private readonly PreparedRequests prepared = new();
    private readonly Ration ration = new();
    private readonly List<IBenchClient> clients = [];
    private HttpConnection? drawing;

    /// <summary>The clients.</summary>
    public IReadOnlyList<IBenchClient> Clients => clients;

    /// <summary>Connects so many: the connections are dealt out to the masters, or, for fetching, all are the one slave.</summary>
    public static async Task<ShapedLoad> ConnectAsync(OursServer ours, SystemShape shape, KeyOperation operation, int connections)
    {
        var load = new ShapedLoad();
        for (var i = 0; i < connections; i++)
        {
            load.clients.Add(operation == KeyOperation.Enc
                ? await load.ConnectMasterAsync(ours, shape, i % shape.Masters)
                : new DecKeysClient(await HttpConnection.ConnectAsync(ours.EdgeKme), load.prepared));
        }

        return load;
    }

    /// <summary>Lets the clients draw so many keys in all.</summary>
    public Task AllowAsync(long number)
    {
        ration.Allow(number);
        return Task.CompletedTask;
    }

    /// <summary>Draws so many keys for the clients to fetch.</summary>
    public async Task DrawAsync(OursServer ours, long number)
    {
        drawing ??= await HttpConnection.ConnectAsync(ours.ClientKme);
        while (prepared.Count < number)
        {
            var draw = KeyRequests.EncMany(ours.ClientKme, BenchScenario.EdgeSaeOf(0), (int)Math.Min(KeysPerDraw, number - prepared.Count));
            var answer = await drawing.SendAsync(draw);
            if (answer.Status != Ok)
            {
                throw UnexpectedAnswerException.Of("dec_keys", answer);
            }

            prepared.Add(KeyRequests.IdsIn(answer.Body).Select(id => requests.Dec(ours.EdgeKme, BenchScenario.ClientSaeOf(0), id)));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        clients.ForEach(client => client.Dispose());
        drawing?.Dispose();
    }

    private async Task<RationedClient> ConnectMasterAsync(OursServer ours, SystemShape shape, int master)
    {
        var server = ours.ClientKmeAs(BenchScenario.ClientSaeOf(master));
        var inTurn = Enumerable.Range(0, shape.Slaves).Select(slave => requests.Enc(server, BenchScenario.EdgeSaeOf(slave))).ToArray();
        return new RationedClient(await HttpConnection.ConnectAsync(server), inTurn, ration);
    }
}
