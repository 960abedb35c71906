using System.Text.Json.Serialization;

namespace QkdMec.Gateway.Packages;

/// <summary>The document in <c>packages.json</c>: where packages may come from.</summary>
internal sealed record PackagesDocument
{
    [JsonPropertyName("sources")]
    public required string[] Sources { get; init; }

    /// <summary>As the gateway takes it.</summary>
    /// <exception cref="InvalidDataException">A source is no address.</exception>
    public PackageOptions ToOptions() => new()
    {
        Sources = [.. Sources.Select(source => Uri.TryCreate(source, UriKind.Absolute, out var address) ? address : throw new InvalidDataException($"'{source}' is no address"))],
    };
}
