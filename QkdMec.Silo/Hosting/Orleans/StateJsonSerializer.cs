using System.Text.Json;
using System.Text.Json.Serialization;
using Orleans.Storage;

namespace QkdMec.Silo.Hosting;

/// <summary>Grain states as the same JSON that the embedded host writes, so that a state can move from one host to the other.</summary>
internal sealed class StateJsonSerializer : IGrainStorageSerializer
{
    private static readonly JsonSerializerOptions Options = new() { Converters = { new JsonStringEnumConverter() } };

    /// <inheritdoc/>
    public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input, Options));

    /// <inheritdoc/>
    public T? Deserialize<T>(BinaryData input) => JsonSerializer.Deserialize<T>(input.ToMemory().Span, Options);
}
