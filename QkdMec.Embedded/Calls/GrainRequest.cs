using QkdMec.Embedded.Activations;

namespace QkdMec.Embedded.Calls;

/// <summary>Something an activation runs as a call: a call or the tick of a timer.</summary>
internal abstract class GrainRequest
{
    /// <summary>Whether it may start between the awaits of any other.</summary>
    public abstract bool Interleaves { get; }

    /// <summary>Whether it may start between the awaits of others that change nothing.</summary>
    public abstract bool IsReadOnly { get; }

    /// <summary>Whether it counts as use of the activation.</summary>
    public abstract bool KeepsAlive { get; }

    /// <summary>Runs in turns of the activation; never fails.</summary>
    public abstract Task RunAsync(GrainActivation activation);

    /// <summary>The activation could not start.</summary>
    public abstract void Refuse(Exception error);

    /// <summary>The activation ended before this ran.</summary>
    public abstract void Redirect();
}
