using QkdMec.Grains.Identity;

namespace QkdMec.Grains.AppContexts;

/// <summary>Create a context.</summary>
/// <param name="Request">What the device asked for.</param>
/// <param name="Within">How long it may take.</param>
/// <param name="TraceId">W3C trace id; empty when there is none.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.CreateAppContext)]
public sealed record CreateAppContext(
    [property: Id(0)] AppContextRequest Request, [property: Id(1)] TimeSpan Within, [property: Id(2)] string TraceId)
{
    /// <summary>The client whose context it will be; empty where clients are not told apart.</summary>
    [Id(3)]
    public string Owner { get; init; } = "";

    /// <summary>What the addresses of functions begin with for the device; empty when it is told of none.</summary>
    [Id(4)]
    public string ReferenceBase { get; init; } = "";

    /// <summary>What tells this request from others for the same id; empty compares the requests themselves.</summary>
    [Id(8)]
    public string Fingerprint { get; init; } = "";
}
