using QkdMec.Bench.Loads;
using QkdMec.Bench.Servers;

namespace QkdMec.Bench.Paths;

/// <summary>A device app creates an app context over Mx2 and deletes it: placement, reservation and durable state included. The pair is one unit.</summary>
internal sealed class ContextPath : IBenchPath
{
    private const string Name = "context";
    private const int Ok = 200;
    private const int NoContent = 204;

    private int answerBytes;

    /// <inheritdoc/>
    public BareListener BareListener => BareListener.Plain;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<IBenchClient>> ConnectOursAsync(OursServer ours, int connections)
    {
        var clients = new List<IBenchClient>();
        for (var i = 0; i < connections; i++)
        {
            clients.Add(new ContextClient(await HttpConnection.ConnectAsync(ours.Gateway), ours.Gateway));
        }

        await clients[0].StepAsync();
        answerBytes = ((ContextClient)clients[0]).CreatedBytes;
        return clients;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<IBenchClient>> ConnectBareAsync(BareServer bare, int connections)
    {
        await bare.AnswerWithAsync(answerBytes);
        return await FixedClient.ConnectAsync(
            bare.Address, connections, Name,
            (ContextRequests.Create(bare.Address), Ok),
            (ContextRequests.Delete(bare.Address, $"{Guid.Empty:N}"), NoContent));
    }

    /// <inheritdoc/>
    public Task PrepareAsync(OursServer ours, long expected) => Task.CompletedTask;
}
