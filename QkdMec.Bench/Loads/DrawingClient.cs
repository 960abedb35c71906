using QkdMec.Bench.Paths;

namespace QkdMec.Bench.Loads;

/// <summary>Draws a key with each step and leaves the request that fetches it to those that fetch.</summary>
internal sealed class DrawingClient(HttpConnection connection, byte[] draw, Func<string, byte[]> fetchOf, PreparedRequests prepared) : IBenchClient
{
    private const int Ok = 200;

    /// <inheritdoc/>
    public async ValueTask<bool> StepAsync()
    {
        var answer = await connection.SendAsync(draw);
        if (answer.Status != Ok)
        {
            throw UnexpectedAnswerException.Of("enc_keys", answer);
        }

        prepared.Add(KeyRequests.IdsIn(answer.Body).Select(fetchOf));
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();
}
