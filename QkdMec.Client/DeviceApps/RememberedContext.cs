using System.Text.Json.Serialization;

namespace QkdMec.Client.DeviceApps;

/// <summary>An app context that outlives a crash of the client perimeter: what is needed to go on with it or delete it. No key.</summary>
/// <param name="Client">The client it belongs to.</param>
/// <param name="App">The application.</param>
/// <param name="ContextId">Its id.</param>
/// <param name="ReferenceUri">Where its functions are reached.</param>
internal sealed record RememberedContext(
    [property: JsonPropertyName("client"), JsonRequired] string Client,
    [property: JsonPropertyName("app"), JsonRequired] string App,
    [property: JsonPropertyName("contextId"), JsonRequired] string ContextId,
    [property: JsonPropertyName("referenceUri"), JsonRequired] string ReferenceUri);
