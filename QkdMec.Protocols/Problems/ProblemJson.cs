using System.Text.Json.Serialization;

namespace QkdMec.Protocols.Problems;

/// <summary>How problem documents are read and written.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ProblemDetails))]
public sealed partial class ProblemJson : JsonSerializerContext;
