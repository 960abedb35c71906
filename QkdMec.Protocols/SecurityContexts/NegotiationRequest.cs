using System.Text.Json.Serialization;

namespace QkdMec.Protocols.SecurityContexts;

/// <summary>Body of <c>POST …/negotiation</c>.</summary>
/// <param name="SaeId">The client's SAE.</param>
/// <param name="CipherSuites">The suites it knows, the preferred one first.</param>
public sealed record NegotiationRequest(
    [property: JsonPropertyName("saeId"), JsonRequired] string SaeId,
    [property: JsonPropertyName("cipherSuites"), JsonRequired] IReadOnlyList<string> CipherSuites);

/// <summary>Answer to <c>POST …/negotiation</c>.</summary>
/// <param name="SaeId">The host's SAE, the slave of the key to draw.</param>
/// <param name="CipherSuite">The chosen suite.</param>
/// <param name="KeyBits">The key length it needs.</param>
/// <param name="Generation">The generation the next key takes.</param>
public sealed record NegotiationAnswer(
    [property: JsonPropertyName("saeId"), JsonRequired] string SaeId,
    [property: JsonPropertyName("cipherSuite"), JsonRequired] string CipherSuite,
    [property: JsonPropertyName("keyBits"), JsonRequired] int KeyBits,
    [property: JsonPropertyName("generation"), JsonRequired] long Generation);
