using System.Text.Json.Serialization;

namespace QkdMec.Client.DeviceApps;

/// <summary>Source-generated JSON of the context file.</summary>
[JsonSerializable(typeof(List<RememberedContext>))]
internal sealed partial class ContextFileJson : JsonSerializerContext;
