namespace QkdMec.Protocols.SecurityContexts;

/// <summary>Starts work that nobody waits for, on the caller's scheduler: the thread pool in the product, a simulation's one thread in a test.</summary>
public static class Background
{
    /// <summary>Starts soon, never before it returns.</summary>
    public static Task Start(Func<Task> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, TaskScheduler.Current).Unwrap();

    /// <summary>Starts soon, never before it returns.</summary>
    public static Task<T> Start<T>(Func<Task<T>> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, TaskScheduler.Current).Unwrap();
}
