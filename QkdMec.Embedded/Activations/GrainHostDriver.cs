using QkdMec.Embedded.Calls;
using QkdMec.Embedded.Storage;

namespace QkdMec.Embedded.Activations;

/// <summary>What differs between the product and a simulation: who runs turns, how messages travel, where grains are placed.</summary>
internal abstract class GrainHostDriver
{
    /// <summary>Lets the scheduler run its queue soon.</summary>
    public abstract void Schedule(ActivationScheduler scheduler);

    /// <summary>Whether this thread may queue turns.</summary>
    public virtual bool AdmitsTurn(ActivationScheduler scheduler) => true;

    /// <summary>Carries a message, at once or after a while or never.</summary>
    public abstract void Deliver(CallEndpoint from, CallEndpoint to, ITransit message);

    /// <summary>Chooses among the silos that accept a grain.</summary>
    public abstract GrainSilo Place(GrainAddress address, GrainSilo? caller, IReadOnlyList<GrainSilo> accepting);

    /// <summary>Hands the answer of a call to its caller.</summary>
    public virtual void Answer(PendingCall call) => call.Finish();

    /// <summary>The clock of a silo or client, or of the cluster (null).</summary>
    public virtual TimeProvider ClockOf(CallEndpoint? endpoint, TimeProvider given) => given;

    /// <summary>The storage as the silo sees it.</summary>
    public virtual IGrainStateStore StoreOf(GrainSilo silo, IGrainStateStore store) => store;

    /// <summary>Notes what happened.</summary>
    public virtual void Note(string kind, string subject, string detail = "")
    {
    }
}
