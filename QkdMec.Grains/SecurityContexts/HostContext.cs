using QkdMec.Grains.Identity;
using QkdMec.Protocols.SecurityContexts;
using QkdMec.Protocols.Steps;

namespace QkdMec.Grains.SecurityContexts;

/// <summary>What the host end of one bound context holds in memory: keys, counters, the window, recent invocations. It dies as a whole.</summary>
internal sealed class HostContext(SecurityContextId id, SecurityContextBinding binding, HostParts parts, SecurityContextOptions options)
    : IDisposable
{
    private int requests;

    public SecurityContextBinding Binding => binding;

    public HostParts Parts => parts;

    public HostSession Session { get; } = new(new ContextIdentity(id.Context.Value, binding.AppName, id.Host.ToGrainKey()), options.Session);

    public NegotiationRules Negotiations { get; } =
        new(parts.Sae, options, new ActivationBudget(options.ActivationBurst, options.ActivationPeriod));

    public InvocationMemory Invocations { get; } = new(options);

    public StepSampler Sampler { get; } = new();

    public bool IsClosed { get; private set; }

    /// <summary>Whether it only ends what runs.</summary>
    public bool IsRetired { get; private set; }

    /// <summary>A request is being answered.</summary>
    public void Enter() => requests++;

    /// <summary>It was answered; true when that was the last thing this context was needed for.</summary>
    public bool Leave()
    {
        requests--;
        return EndIfIdle();
    }

    /// <summary>Takes no more requests; true when none is being answered.</summary>
    public bool Retire()
    {
        IsRetired = true;
        return EndIfIdle();
    }

    /// <summary>Destroys what has outlived its time; false when nothing is left that will.</summary>
    public bool Sweep(DateTimeOffset now)
    {
        Session.RetireOldKeys(now);
        Invocations.Expire(now);
        return Session.HasOldKeys || Invocations.Count > 0;
    }

    public void Dispose()
    {
        IsClosed = true;
        Session.Dispose();
        Invocations.Dispose();
    }

    private bool EndIfIdle()
    {
        if (!IsRetired || requests > 0)
        {
            return false;
        }

        Dispose();
        return true;
    }
}
