using System.Text.Json;
using QkdMec.Embedded.Storage;

namespace QkdMec.Tests.Hosting;

/// <summary>How the embedded host stores states.</summary>
internal static class StateWire
{
    /// <summary>What is read after a state was written.</summary>
    public static object? RoundTrip(object state) =>
        JsonSerializer.Deserialize(JsonSerializer.Serialize(state, state.GetType(), GrainStateJson.Options), state.GetType(), GrainStateJson.Options);
}
