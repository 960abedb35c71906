using QkdMec.Bench.Loads;
using QkdMec.Bench.Servers;

namespace QkdMec.Bench.Paths;

/// <summary>A SAE fetches one key of 256 bits that was drawn at the other site before the round.</summary>
internal sealed class DecKeysPath(KeyMethod method) : IBenchPath
{
    private const string Name = "dec_keys";
    private const int KeysPerDraw = 128;
    private const int Ok = 200;

    private readonly KeyRequests requests = new(method);
    private readonly PreparedRequests prepared = new();
    private int answerBytes;

    /// <inheritdoc/>
    public BareListener BareListener => BareListener.EdgeKme;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<IBenchClient>> ConnectOursAsync(OursServer ours, int connections)
    {
        await PrepareAsync(ours, 1);
        using var connection = await HttpConnection.ConnectAsync(ours.EdgeKme);
        prepared.TryTake(out var request);
        var sample = await connection.SendAsync(request);
        answerBytes = sample.Status == Ok ? sample.Body.Length : throw UnexpectedAnswerException.Of(Name, sample);
        var clients = new List<IBenchClient>();
        for (var i = 0; i < connections; i++)
        {
            clients.Add(new DecKeysClient(await HttpConnection.ConnectAsync(ours.EdgeKme), prepared));
        }

        return clients;
    }

    /// <summary>Connects so many clients that draw the keys which the others then fetch.</summary>
    public async Task<IReadOnlyList<IBenchClient>> ConnectDrawingAsync(OursServer ours, int connections)
    {
        var draw = requests.Enc(ours.ClientKme, BenchScenario.EdgeSae);
        var clients = new List<IBenchClient>();
        for (var i = 0; i < connections; i++)
        {
            clients.Add(new DrawingClient(
                await HttpConnection.ConnectAsync(ours.ClientKme), draw, id => requests.Dec(ours.EdgeKme, BenchScenario.ClientSae, id), prepared));
        }

        return clients;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<IBenchClient>> ConnectBareAsync(BareServer bare, int connections)
    {
        await bare.AnswerWithAsync(answerBytes);
        return await FixedClient.ConnectAsync(bare.Address, connections, Name, (requests.Dec(bare.Address, BenchScenario.ClientSae, $"{Guid.Empty}"), Ok));
    }

    /// <inheritdoc/>
    public async Task PrepareAsync(OursServer ours, long expected)
    {
        await ours.FillAsync();
        var draw = KeyRequests.EncMany(ours.ClientKme, BenchScenario.EdgeSae, KeysPerDraw);
        using var connection = await HttpConnection.ConnectAsync(ours.ClientKme);
        while (prepared.Count < expected)
        {
            var answer = await connection.SendAsync(draw);
            if (answer.Status != Ok)
            {
                throw UnexpectedAnswerException.Of(Name, answer);
            }

            prepared.Add(KeyRequests.IdsIn(answer.Body).Select(id => requests.Dec(ours.EdgeKme, BenchScenario.ClientSae, id)));
        }
    }
}
