using System.Text.Json.Serialization;

namespace QkdMec.Gateway.Packages;

/// <summary>How <c>packages.json</c> is read: what is not known is refused.</summary>
[JsonSourceGenerationOptions(UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(PackagesDocument))]
internal sealed partial class PackagesJson : JsonSerializerContext;
