namespace QkdMec.Bench.Loads;

/// <summary>Sends the same requests over and over; one time through all of them is one unit.</summary>
internal sealed class FixedClient(HttpConnection connection, string path, IReadOnlyList<(byte[] Request, int Status)> exchanges) : IBenchClient
{
    /// <inheritdoc/>
    public async ValueTask<bool> StepAsync()
    {
        foreach (var (request, status) in exchanges)
        {
            var answer = await connection.SendAsync(request);
            if (answer.Status != status)
            {
                throw UnexpectedAnswerException.Of(path, answer);
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();

    /// <summary>Connects so many clients that send the same.</summary>
    public static async Task<IReadOnlyList<IBenchClient>> ConnectAsync(
        ServerAddress server, int connections, string path, params (byte[] Request, int Status)[] exchanges)
    {
        var clients = new List<IBenchClient>();
        for (var i = 0; i < connections; i++)
        {
            clients.Add(new FixedClient(await HttpConnection.ConnectAsync(server), path, exchanges));
        }

        return clients;
    }
}
