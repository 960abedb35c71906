using System.Text.Json.Serialization;

namespace QkdMec.Protocols.Qkd014;

/// <summary>The documents of ETSI GS QKD 014.</summary>
[JsonSerializable(typeof(KeyStatusDocument))]
public sealed partial class Qkd014Json : JsonSerializerContext;
