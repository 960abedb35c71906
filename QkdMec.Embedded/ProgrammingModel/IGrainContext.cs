namespace Orleans.Runtime;

/// <summary>The activation of a grain.</summary>
public interface IGrainContext
{
    /// <summary>The services of the silo.</summary>
    IServiceProvider ActivationServices { get; }

    /// <summary>Ends the activation after the running calls.</summary>
    void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);
}
