using System.Runtime.InteropServices;

namespace QkdMec.Silo.Hosting;

/// <summary>The wish of the operator that the process ends: SIGTERM or Ctrl-C. A second one ends it at once, and so does the limit.</summary>
internal sealed class ShutdownSignal : IDisposable
{
    /// <summary>Whoever stops the process may count on 10 s.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(9);

    private readonly TaskCompletionSource requested = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource stopping = new();
    private readonly List<PosixSignalRegistration> registrations;
    private readonly Timer limit = new(_ => Environment.Exit(0));

    /// <summary>Listens from now on.</summary>
    public ShutdownSignal() => registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle),
        PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle),
        PosixSignalRegistration.Create(PosixSignal.SIGQUIT, Handle),
    ];

    /// <summary>Ends what waits when the end is wished for.</summary>
    public CancellationToken Stopping => stopping.Token;

    /// <summary>Waits for readiness, tells of it, and waits for the end to be wished for, which may come before.</summary>
    public async Task RunUntilRequestedAsync(Func<CancellationToken, Task> whenReady, Action tell)
    {
        try
        {
            await whenReady(stopping.Token);
            tell();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Stopped before it was ready: an orderly end all the same.
        }

        await requested.Task;
    }

    /// <summary>Stops listening.</summary>
    public void Dispose()
    {
        registrations.ForEach(registration => registration.Dispose());
        limit.Dispose();
        stopping.Dispose();
    }

    private void Handle(PosixSignalContext signal)
    {
        signal.Cancel = requested.TrySetResult();
        limit.Change(Limit, Timeout.InfiniteTimeSpan);
        stopping.Cancel();
    }
}
