using QkdMec.Embedded.Activations;

namespace QkdMec.Embedded.Calls;

/// <summary>Where calls start and replies return to: a silo, or a client outside all silos.</summary>
internal sealed class CallEndpoint
{
    public CallEndpoint(GrainCluster cluster, string name, GrainSilo? silo)
    {
        (Cluster, Name, Silo) = (cluster, name, silo);
        Time = cluster.Driver.ClockOf(this, cluster.Options.Time);
        Pending = new PendingCalls(Time, cluster.Options.ResponseTimeout);
    }

    public GrainCluster Cluster { get; }

    public string Name { get; }

    /// <summary>The silo; null for a client.</summary>
    public GrainSilo? Silo { get; }

    public TimeProvider Time { get; }

    public PendingCalls Pending { get; }

    /// <summary>False once the silo crashed or stopped: nothing leaves or reaches it any more.</summary>
    public bool IsAlive { get; private set; } = true;

    public void Die()
    {
        IsAlive = false;
        Pending.Dispose();
    }
}
