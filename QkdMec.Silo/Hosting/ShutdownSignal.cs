using System.Runtime.InteropServices;

namespace QkdMec.Silo.Hosting;

/// <summary>The wish of the operator that the process ends: SIGTERM or Ctrl-C. A second one ends it at once.</summary>
internal sealed class ShutdownSignal : IDisposable
{
    private readonly TaskCompletionSource requested = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource stopping = new();
    private readonly List<PosixSignalRegistration> registrations;

    /// <summary>Listens from now on.</summary>
    public ShutdownSignal() => registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle),
        PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle),
        PosixSignalRegistration.Create(PosixSignal.SIGQUIT, Handle),
    ];

    /// <summary>Completes when the end is wished for.</summary>
    public Task Requested => requested.Task;

    /// <summary>Fires when the end is wished for.</summary>
    public CancellationToken Token => stopping.Token;

    /// <summary>Stops listening.</summary>
    public void Dispose()
    {
        registrations.ForEach(registration => registration.Dispose());
        stopping.Dispose();
    }

    private void Handle(PosixSignalContext signal)
    {
        signal.Cancel = requested.TrySetResult();
        stopping.Cancel();
    }
}
