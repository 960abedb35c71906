using System.Text.Json.Serialization;

namespace QkdMec.Protocols.Operator;

/// <summary>How the records of the operator API are read and written: absent members are omitted.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AppDocument))]
[JsonSerializable(typeof(AppDocumentList))]
[JsonSerializable(typeof(ContextSummary))]
[JsonSerializable(typeof(ContextPage))]
[JsonSerializable(typeof(HostList))]
[JsonSerializable(typeof(NetworkDocument))]
[JsonSerializable(typeof(KmeList))]
public sealed partial class OperatorJson : JsonSerializerContext;
