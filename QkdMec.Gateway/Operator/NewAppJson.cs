using System.Text.Json.Serialization;

namespace QkdMec.Gateway.Operator;

/// <summary>How an application to on-board is read.</summary>
[JsonSerializable(typeof(NewAppDocument))]
internal sealed partial class NewAppJson : JsonSerializerContext;
