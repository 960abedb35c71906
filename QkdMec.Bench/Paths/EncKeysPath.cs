using QkdMec.Bench.Loads;
using QkdMec.Bench.Servers;

namespace QkdMec.Bench.Paths;

/// <summary>A SAE draws one key of 256 bits: vault, leases and marks on disk as always, the pools filled before each round.</summary>
internal sealed class EncKeysPath(KeyMethod method) : IBenchPath
{
    private const string Name = "enc_keys";
    private const int Ok = 200;

    private readonly KeyRequests requests = new(method);
    private int answerBytes;

    /// <inheritdoc/>
    public BareListener BareListener => BareListener.ClientKme;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<IBenchClient>> ConnectOursAsync(OursServer ours, int connections)
    {
        var request = requests.Enc(ours.ClientKme, BenchScenario.EdgeSae);
        using var connection = await HttpConnection.ConnectAsync(ours.ClientKme);
        var sample = await connection.SendAsync(request);
        answerBytes = sample.Status == Ok ? sample.Body.Length : throw UnexpectedAnswerException.Of(Name, sample);
        return await FixedClient.ConnectAsync(ours.ClientKme, connections, Name, (request, Ok));
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<IBenchClient>> ConnectBareAsync(BareServer bare, int connections)
    {
        await bare.AnswerWithAsync(answerBytes);
        return await FixedClient.ConnectAsync(bare.Address, connections, Name, (requests.Enc(bare.Address, BenchScenario.EdgeSae), Ok));
    }

    /// <inheritdoc/>
    public Task PrepareAsync(OursServer ours, long expected) => ours.FillAsync();
}
