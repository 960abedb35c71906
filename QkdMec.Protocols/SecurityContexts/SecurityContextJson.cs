using System.Text.Json.Serialization;

namespace QkdMec.Protocols.SecurityContexts;

/// <summary>Source-generated JSON of the messages before the first key; an unknown member is an error.</summary>
[JsonSourceGenerationOptions(UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(NegotiationRequest))]
[JsonSerializable(typeof(NegotiationAnswer))]
[JsonSerializable(typeof(KeyActivationRequest))]
public sealed partial class SecurityContextJson : JsonSerializerContext;
