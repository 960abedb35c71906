namespace QkdMec.Grains.KeyPools;

/// <summary>Calls to the other end: bounded in time, and no answer is a value.</summary>
internal sealed class KeyPoolPeer(KeyPoolEnd end)
{
    private long? failedAt;

    /// <summary>Calls; null when the other end did not answer in time. The call may still run, once or later.</summary>
    public async Task<T?> AskAsync<T>(string call, TimeSpan timeout, Func<Task<T>> ask) where T : class
    {
        try
        {
            var answer = await ask().WaitAsync(timeout, end.Time);
            failedAt = null;
            return answer;
        }
        catch (Exception error) when (error is TimeoutException or OrleansException or OperationCanceledException)
        {
            failedAt = end.Time.GetTimestamp();
            KeyPoolLog.PeerUnreachable(end.Log, end.Id, call, error.Message);
            return null;
        }
    }

    /// <summary>Whether it failed to answer a moment ago, so that waiting for it once more only delays a refusal.</summary>
    public bool IsResting => failedAt is { } at && end.Time.GetElapsedTime(at) < end.Options.UnreachablePause;
}
