using System.Text.Json.Serialization;

namespace QkdMec.Protocols.Steps;

/// <summary>Source-generated JSON of step lists.</summary>
[JsonSerializable(typeof(StepList))]
public sealed partial class StepJson : JsonSerializerContext;
