using QkdMec.Protocols.Qkd014Clients;

namespace QkdMec.Functions.Workers;

/// <summary>Brings the keys that hosts name from the worker's own KME into their sessions.</summary>
internal sealed class WorkerKeys(WorkerOptions options, IKeyClient keys, TimeProvider time)
{
    /// <summary>Fetches a key and makes it ready; each generation of a session once.</summary>
    public async Task<WorkerRefusal> TakeAsync(WorkerSession session, WorkerKey key, CancellationToken cancellationToken)
    {
        if (!session.TryAsk(key.Generation, time.GetUtcNow()))
        {
            return WorkerRefusal.KeyUnknown;
        }

        using var answer = await FetchAsync(session.Host.Value, key.KeyId, cancellationToken);
        if (answer.Status != KeyAnswerStatus.Delivered)
        {
            return answer.Status is KeyAnswerStatus.Unavailable or KeyAnswerStatus.Exhausted ? WorkerRefusal.KmeUnavailable : WorkerRefusal.KeyNotFound;
        }

        using var fetched = answer.TakeKey();
        var isNamed = answer.KeyId == key.KeyId && fetched.Length * 8 == WorkerEnds.Suite.KeyBits;
        return isNamed && session.Install(fetched, key, time.GetUtcNow()) ? WorkerRefusal.None : WorkerRefusal.KeyNotFound;
    }

    private async Task<KeyAnswer> FetchAsync(string host, Guid key, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.KeyFetchTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await keys.FetchAsync(host, key, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return KeyAnswer.None(KeyAnswerStatus.Unavailable);
        }
    }
}
