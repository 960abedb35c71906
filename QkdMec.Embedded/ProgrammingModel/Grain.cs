using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using QkdMec.Embedded.Activations;

namespace Orleans;

/// <summary>Base class of grains.</summary>
public abstract class Grain : IGrainBase, IAddressable
{
    /// <summary>Binds the grain to the activation that creates it.</summary>
    protected Grain() => GrainContext = GrainActivation.Current!;

    /// <summary>The activation this grain object runs in.</summary>
    public IGrainContext GrainContext { get; }

    /// <summary>References to other grains; only within the grain's own turns.</summary>
    /// <exception cref="InvalidOperationException">Used outside a turn of this activation.</exception>
    protected IGrainFactory GrainFactory
    {
        get
        {
            GrainActivation.Of(GrainContext).CheckTurn();
            return ServiceProvider.GetRequiredService<IGrainFactory>();
        }
    }

    /// <summary>The services of the silo.</summary>
    protected IServiceProvider ServiceProvider => GrainContext.ActivationServices;

    /// <summary>Ends this activation after the running calls; the next call makes a new one.</summary>
    protected void DeactivateOnIdle() => GrainBaseExtensions.DeactivateOnIdle(this);

    /// <summary>Runs before the first call.</summary>
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Runs after the last call; not when the silo crashes.</summary>
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Task.CompletedTask;
}
