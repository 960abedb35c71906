using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using QkdMec.Gateway.Access;
using QkdMec.Gateway.Packages;
using QkdMec.Protocols.Access;
using QkdMec.Protocols.Tls;

namespace QkdMec.Gateway.Hosting;

/// <summary>
/// The directory <c>gateway</c> of a data directory: <c>tokens.json</c>, <c>openid.json</c>, <c>packages.json</c>, <c>server.pem</c> with <c>server.key</c>, and <c>ca.pem</c> for those
/// of this machine that call the gateway; <c>callback-ca.pem</c> for call-backs.
/// </summary>
/// <param name="Path">The directory; it need not be there.</param>
public sealed record GatewayDirectory(string Path)
{
    /// <summary>Its name in a data directory.</summary>
    public const string Name = "gateway";

    /// <summary>The authorities that vouch for the gateway towards clients on this machine; it need not be there.</summary>
    public string AuthoritiesFile => System.IO.Path.Combine(Path, "ca.pem");

    /// <summary>Authorities that vouch for call-backs of device applications beside the machine's own; it need not be there.</summary>
    public string CallbackAuthoritiesFile => System.IO.Path.Combine(Path, "callback-ca.pem");

    /// <summary>Options with what stands in the directory: who may use the gateway, and where it listens with https its certificate.</summary>
    /// <exception cref="InvalidDataException">A file cannot be used.</exception>
    public GatewayOptions Complete(GatewayOptions options)
    {
        var tls = new TlsFiles(System.IO.Path.Combine(Path, "server.pem"), System.IO.Path.Combine(Path, "server.key"));
        return options with
        {
            Tls = options.Tls ?? (options.Address.Scheme == "https" && File.Exists(tls.Certificate) ? tls : null),
            Packages = options.Packages.Sources.IsDefaultOrEmpty ? ReadPackages(System.IO.Path.Combine(Path, "packages.json")) ?? options.Packages : options.Packages,
            Access = options.Access with
            {
                TokenFile = options.Access.TokenFile ?? System.IO.Path.Combine(Path, AccessTokenFile.Name),
                OpenId = options.Access.OpenId ?? ReadOpenId(System.IO.Path.Combine(Path, "openid.json")),
            },
        };
    }

    private static OpenIdOptions? ReadOpenId(string path) => Read(path, OpenIdJson.Default.OpenIdDocument)?.ToOptions();

    private static PackageOptions? ReadPackages(string path) => Read(path, PackagesJson.Default.PackagesDocument)?.ToOptions();

    private static T? Read<T>(string path, JsonTypeInfo<T> type)
        where T : class
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), type) ?? throw new InvalidDataException($"'{path}' cannot be used: it is null");
        }
        catch (Exception fault) when (fault is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"'{path}' cannot be used: {fault.Message}", fault);
        }
    }
}
