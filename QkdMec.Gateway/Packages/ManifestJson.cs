using System.Text.Json.Serialization;

namespace QkdMec.Gateway.Packages;

/// <summary>How a package is read.</summary>
[JsonSerializable(typeof(PackageManifest))]
internal sealed partial class ManifestJson : JsonSerializerContext;
