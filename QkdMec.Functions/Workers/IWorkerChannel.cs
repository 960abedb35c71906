namespace QkdMec.Functions.Workers;

/// <summary>A host's way to one worker. Ciphertext and key ids cross it, nothing else; what goes wrong is an answer.</summary>
public interface IWorkerChannel
{
    /// <summary>Has the worker fetch a key.</summary>
    /// <param name="key">Which one.</param>
    /// <param name="cancellationToken">The caller's wish to stop.</param>
    /// <returns>Why it does not hold the key now, if it does not.</returns>
    Task<WorkerRefusal> ActivateKeyAsync(WorkerKey key, CancellationToken cancellationToken);

    /// <summary>Has the worker run a function once.</summary>
    /// <param name="session">The host's session.</param>
    /// <param name="activation">The function and its arguments, sealed; not changed from now on.</param>
    /// <param name="cancellationToken">The caller's wish to stop; the worker is told.</param>
    Task<WorkerAnswer> RunAsync(string session, ReadOnlyMemory<byte> activation, CancellationToken cancellationToken);
}
