using System.Collections.Immutable;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.SecurityContexts;

/// <summary>What the client's SAE offers.</summary>
/// <param name="Sae">The client's SAE, the master of the keys to come.</param>
/// <param name="CipherSuites">The suites it knows, the preferred one first.</param>
/// <param name="TraceId">W3C trace id; empty when there was none.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.CipherSuiteOffer)]
public sealed record CipherSuiteOffer(
    [property: Id(0)] SaeId Sae, [property: Id(1)] ImmutableArray<string> CipherSuites, [property: Id(2)] string TraceId);

/// <summary>How a negotiation ended.</summary>
[GenerateSerializer, Alias(TypeAliases.NegotiationStatus)]
public enum NegotiationStatus
{
    /// <summary>The host chose.</summary>
    Chosen,

    /// <summary>No suite of the offer is allowed here.</summary>
    NoCommonSuite,

    /// <summary>There is no such context on this host.</summary>
    UnknownContext,
}

/// <summary>The host's choice.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Sae">The host's SAE, the slave of the key to draw.</param>
/// <param name="CipherSuite">The chosen suite.</param>
/// <param name="KeyBits">The key length it needs.</param>
/// <param name="Generation">The generation the next key takes; always higher than any before.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.NegotiationOutcome)]
public sealed record NegotiationOutcome(
    [property: Id(0)] NegotiationStatus Status,
    [property: Id(1)] SaeId Sae,
    [property: Id(2)] string CipherSuite,
    [property: Id(3)] int KeyBits,
    [property: Id(4)] long Generation);
