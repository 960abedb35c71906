using System.Text.Json;
using System.Text.Json.Serialization;

namespace QkdMec.Embedded.Storage;

/// <summary>How grain states become JSON: public properties by their names, enums as text, immutable collections as they are.</summary>
public static class GrainStateJson
{
    /// <summary>The options; the same for every store, so that a state can move from one to another.</summary>
    public static JsonSerializerOptions Options { get; } = new() { Converters = { new JsonStringEnumConverter() } };
}
