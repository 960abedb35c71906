namespace QkdMec.Bench.Loads;

/// <summary>Sends its requests in turn, each one unit, as long as there is a ration.</summary>
internal sealed class RationedClient(HttpConnection connection, byte[][] requests, Ration ration) : IBenchClient
{
    private const int Ok = 200;
    private int next;

    /// <inheritdoc/>
    public async ValueTask<bool> StepAsync()
    {
        if (!ration.TryTake())
        {
            return false;
        }

        next = (next + 1) % requests.Length;
        var answer = await connection.SendAsync(requests[next]);
        return answer.Status == Ok ? true : throw UnexpectedAnswerException.Of("enc_keys", answer);
    }

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();
}
