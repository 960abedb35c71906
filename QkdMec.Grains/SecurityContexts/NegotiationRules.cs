using QkdMec.Grains.Identity;
using QkdMec.Protocols.SecurityContexts;

namespace QkdMec.Grains.SecurityContexts;

/// <summary>Chooses the suite and lets each negotiation lead to one activation, of a generation higher than any before.</summary>
internal sealed class NegotiationRules(SaeId hostSae, SecurityContextOptions options, ActivationBudget budget)
{
    private CipherSuiteOffer? pending;
    private CipherSuite? chosen;
    private long generation;

    /// <summary>Answers an offer; a later offer replaces an earlier one.</summary>
    public NegotiationOutcome Negotiate(CipherSuiteOffer offer, long lastGeneration)
    {
        if (CipherSuite.Choose(offer.CipherSuites, options.AllowedSuites) is not { } suite)
        {
            return new NegotiationOutcome(NegotiationStatus.NoCommonSuite, hostSae, "", 0, 0);
        }

        pending = offer;
        chosen = suite;
        generation = lastGeneration + 1;
        return new NegotiationOutcome(NegotiationStatus.Chosen, hostSae, suite.Name, suite.KeyBits, generation);
    }

    /// <summary>Whether a key may be fetched; <see cref="KeyActivationOutcome.Activated"/> means it may. Uses the negotiation up.</summary>
    /// <param name="activation">The key that the client drew.</param>
    /// <param name="state">What the host remembers durably.</param>
    /// <param name="uptime">A time that only goes forward.</param>
    public KeyActivationOutcome Admit(KeyActivation activation, SecurityContextState state, TimeSpan uptime)
    {
        if (activation.Generation <= state.LastGeneration || state.KeyIds.Contains(activation.KeyId))
        {
            return KeyActivationOutcome.StaleGeneration;
        }

        if (pending is null || activation.Generation != generation || activation.Sae != pending.Sae || activation.CipherSuite != chosen?.Name)
        {
            return KeyActivationOutcome.NotNegotiated;
        }

        return budget.TryTake(uptime) ? KeyActivationOutcome.Activated : KeyActivationOutcome.RateLimited;
    }

    /// <summary>What both ends said up to this activation, which was admitted; the negotiation is over.</summary>
    public Transcript Conclude(KeyActivation activation, ContextId context)
    {
        var transcript = new Transcript
        {
            Offered = pending!.CipherSuites, Chosen = chosen!, ClientSae = activation.Sae.Value, HostSae = hostSae.Value,
            Generation = activation.Generation, KeyId = activation.KeyId, Context = context.Value,
        };
        pending = null;
        return transcript;
    }
}
