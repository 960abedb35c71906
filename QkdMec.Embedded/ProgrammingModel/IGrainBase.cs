using Orleans.Runtime;

namespace Orleans;

/// <summary>What the host knows of a grain class.</summary>
public interface IGrainBase
{
    /// <summary>The activation this grain object runs in.</summary>
    IGrainContext GrainContext { get; }

    /// <summary>Runs before the first call.</summary>
    Task OnActivateAsync(CancellationToken token) => Task.CompletedTask;

    /// <summary>Runs after the last call; not when the silo crashes.</summary>
    Task OnDeactivateAsync(DeactivationReason reason, CancellationToken token) => Task.CompletedTask;
}
