using QkdMec.Functions.Workers;

namespace QkdMec.Silo.Workers;

/// <summary>What a worker's listener is made of.</summary>
/// <param name="Settings">Where it listens.</param>
/// <param name="Credentials">What it shows and whom it trusts.</param>
/// <param name="Desk">What it does.</param>
/// <param name="Logging">Where it logs.</param>
internal sealed record WorkerParts(WorkerSettings Settings, WorkerCredentials Credentials, WorkerDesk Desk, ILoggerFactory Logging);
