using System.Text.Json.Serialization;

namespace QkdMec.Gateway.Access;

/// <summary>How a provider's document is read; it has many more members.</summary>
[JsonSerializable(typeof(ProviderDocument))]
internal sealed partial class ProviderJson : JsonSerializerContext;
