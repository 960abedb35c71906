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

/// <summary>Body of <c>POST …/key</c>.</summary>
/// <param name="SaeId">The client's SAE, the master of the key.</param>
/// <param name="CipherSuite">The chosen suite.</param>
/// <param name="Generation">The generation the host named.</param>
/// <param name="KeyId">The key's id.</param>
public sealed record KeyActivationRequest(
    [property: JsonPropertyName("saeId"), JsonRequired] string SaeId,
    [property: JsonPropertyName("cipherSuite"), JsonRequired] string CipherSuite,
    [property: JsonPropertyName("generation"), JsonRequired] long Generation,
    [property: JsonPropertyName("keyId"), JsonRequired] Guid KeyId);

/// <summary>Source-generated JSON of the messages before the first key; an unknown member is an error.</summary>
[JsonSourceGenerationOptions(UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(NegotiationRequest))]
[JsonSerializable(typeof(NegotiationAnswer))]
[JsonSerializable(typeof(KeyActivationRequest))]
public sealed partial class SecurityContextJson : JsonSerializerContext;
