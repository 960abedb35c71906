using System.Text.Json.Serialization;

namespace QkdMec.Protocols.Access;

/// <summary>How <c>tokens.json</c> is read and written: what is not known is refused.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(AccessTokenList))]
public sealed partial class AccessJson : JsonSerializerContext;
