using QkdMec.Bench.Loads;

namespace QkdMec.Bench.Paths;

/// <summary>Fetches keys, each once.</summary>
internal sealed class DecKeysClient(HttpConnection connection, PreparedRequests prepared) : IBenchClient
{
    private const int Ok = 200;

    /// <inheritdoc/>
    public async ValueTask<bool> StepAsync()
    {
        if (!prepared.TryTake(out var request))
        {
            return false;
        }

        var answer = await connection.SendAsync(request);
        return answer.Status == Ok ? true : throw UnexpectedAnswerException.Of("dec_keys", answer);
    }

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();
}
