namespace QkdMec.Silo.Hosting;

/// <summary>
/// Ends the process of a silo that the others took for dead, and of one whose membership broke: in one line where it is the others' decision, with the whole
/// exception where it is a fault. Orleans would write a dump in either case.
/// </summary>
internal sealed class ClusterEnd : IFatalErrorHandler, ILifecycleParticipant<ISiloLifecycle>
{
    private const int ExitCode = 1;
    private volatile bool hasJoined;

    /// <summary>What is said when the others decided.</summary>
    public static string Words(bool hasJoined) => hasJoined
        ? "QkdMec ends: the other machines of the cluster took this one for dead; once it is started again it joins anew"
        : "QkdMec cannot start: the machines of the cluster took this one for dead before it had joined, for they do not reach it or do not take its certificate";

    /// <inheritdoc/>
    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(nameof(ClusterEnd), ServiceLifecycleStage.Last, _ =>
    {
        hasJoined = true;
        return Task.CompletedTask;
    });

    /// <inheritdoc/>
    public bool IsUnexpected(Exception exception) => true;

    /// <inheritdoc/>
    public void OnFatalException(object? sender, string? context, Exception? exception)
    {
        Console.Error.WriteLine(exception is null ? Words(hasJoined) : $"QkdMec ends: {context} {exception}");

        // Nothing of it may go on: the others give its work to somebody else.
        Environment.Exit(ExitCode);
    }
}
