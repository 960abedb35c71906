using System.Text.Json.Serialization;

namespace QkdMec.Gateway.Access;

/// <summary>How <c>openid.json</c> is read: what is not known is refused.</summary>
[JsonSourceGenerationOptions(UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(OpenIdDocument))]
internal sealed partial class OpenIdJson : JsonSerializerContext;
