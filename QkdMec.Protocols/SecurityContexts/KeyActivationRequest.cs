using System.Text.Json.Serialization;

namespace QkdMec.Protocols.SecurityContexts;

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
