using QkdMec.Grains.Identity;

namespace QkdMec.Grains.SecurityContexts;

/// <summary>The id of the key the client drew, and the generation it is for.</summary>
/// <param name="Sae">The client's SAE.</param>
/// <param name="CipherSuite">The suite the host chose.</param>
/// <param name="Generation">The generation the host named.</param>
/// <param name="KeyId">The key's id.</param>
/// <param name="TraceId">W3C trace id; empty when there was none.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.KeyActivation)]
public sealed record KeyActivation(
    [property: Id(0)] SaeId Sae,
    [property: Id(1)] string CipherSuite,
    [property: Id(2)] long Generation,
    [property: Id(3)] Guid KeyId,
    [property: Id(4)] string TraceId);

/// <summary>How an activation ended.</summary>
[GenerateSerializer, Alias(TypeAliases.KeyActivationOutcome)]
public enum KeyActivationOutcome
{
    /// <summary>The host holds the key; it becomes current with the first message that verifies under it.</summary>
    Activated,

    /// <summary>The generation is not higher than the last one.</summary>
    StaleGeneration,

    /// <summary>There was no negotiation that fits.</summary>
    NotNegotiated,

    /// <summary>The host's KME has no such key for this pair of SAEs.</summary>
    KeyNotFound,

    /// <summary>The host's KME did not answer in time.</summary>
    KmeUnavailable,

    /// <summary>Too many activations of this context.</summary>
    RateLimited,

    /// <summary>There is no such context on this host.</summary>
    UnknownContext,
}
