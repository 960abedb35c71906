namespace QkdMec.Functions.Workers;

/// <summary>Which key a host and its worker are to use from now on; never the key.</summary>
/// <param name="Session">The host's session with this worker: 32 hexadecimal digits, fresh in each process of the host.</param>
/// <param name="Generation">The number of the key within the session, from 1.</param>
/// <param name="KeyId">The key's id, by which the worker fetches it from its own KME.</param>
public sealed record WorkerKey(string Session, long Generation, Guid KeyId);
