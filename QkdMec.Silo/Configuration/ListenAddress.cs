using System.Globalization;
using System.Net;

namespace QkdMec.Silo.Configuration;

/// <summary>The addresses that listeners may have: this machine only, where what crosses is clear.</summary>
internal static class ListenAddress
{
    /// <summary>Reads an address such as <c>http://127.0.0.1:8080</c>.</summary>
    /// <exception cref="StartupException">It is no such address, or others could reach it.</exception>
    public static Uri Parse(string option, string text) =>
        FaultOf(text) is { } fault ? throw new StartupException($"{option} {text}: {fault}") : new Uri(text);

    /// <summary>Reads an address of the gateway, such as <c>https://0.0.0.0:8080</c>.</summary>
    /// <exception cref="StartupException">It is no such address, or others could reach it in the clear.</exception>
    public static Uri ParseGateway(string option, string text, bool isBehindProxy) =>
        FaultOfGateway(text, isBehindProxy) is { } fault ? throw new StartupException($"{option} {text}: {fault}") : new Uri(text);

    /// <summary>Reads an address for plain HTTP, such as <c>http://127.0.0.1:8082</c>.</summary>
    /// <exception cref="StartupException">It is no such address, or others could reach it and no proxy stands in front.</exception>
    public static Uri ParsePlain(string option, string text, bool isBehindProxy) =>
        Read(text) is { } address && address.Scheme != Uri.UriSchemeHttp
            ? throw new StartupException($"{option} {text}: give an address of plain HTTP, such as http://127.0.0.1:8082")
            : ParseGateway(option, text, isBehindProxy);

    /// <summary>Reads what others reach the gateway under, such as <c>https://edge.example</c>.</summary>
    /// <exception cref="StartupException">It is no such address.</exception>
    public static Uri ParsePublic(string option, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.Query.Length + address.Fragment.Length == 0
            ? address
            : throw new StartupException($"{option} {text}: give an address such as https://edge.example");

    /// <summary>Reads the address of an interface.</summary>
    /// <exception cref="StartupException">It is none, or that of all of them.</exception>
    public static IPAddress ParseInterface(string option, string text) =>
        IPAddress.TryParse(text, out var ip) && !ip.Equals(IPAddress.Any) && !ip.Equals(IPAddress.IPv6Any)
            ? ip
            : throw new StartupException($"{option} {text}: give the IP address of one interface, for certificates are made for it");

    /// <summary>Why a listener of plain HTTP cannot have an address; null when it can.</summary>
    public static string? FaultOf(string text) => Read(text) is not { } address || address.Scheme != Uri.UriSchemeHttp
        ? "give an address such as http://127.0.0.1:8080"
        : FaultOfHost(address, "what crosses it is clear");

    /// <summary>Why the gateway of a machine cannot have an address; null when it can. Others may reach it by TLS only, which may end at a proxy in front.</summary>
    public static string? FaultOfGateway(string text, bool isBehindProxy = false) => Read(text) switch
    {
        { Port: > 0 } address when address.Scheme == Uri.UriSchemeHttps || (isBehindProxy && address.Scheme == Uri.UriSchemeHttp) =>
            address.Host == "localhost" || IPAddress.TryParse(address.DnsSafeHost, out _) ? null : "give an IP address of the machine, or 0.0.0.0 for all",
        { } address when address.Scheme == Uri.UriSchemeHttp => FaultOfHost(address, "begin it with https://, or say --behind-proxy where TLS ends at a load balancer in front"),
        _ => "give an address such as https://0.0.0.0:8080",
    };

    private static Uri? Read(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.PathAndQuery == "/" ? address : null;

    private static string? FaultOfHost(Uri address, string reason)
    {
        // A name could resolve to another machine's address tomorrow, so only "localhost" is taken as a name.
        var loopback = address.Host == "localhost" || (IPAddress.TryParse(address.DnsSafeHost, out var ip) && IPAddress.IsLoopback(ip));
        return loopback && address.Port > 0 ? null : $"only loopback addresses such as 127.0.0.1 are possible with plain HTTP: {reason}";
    }

    /// <summary>Reads a port.</summary>
    /// <exception cref="StartupException">It is none.</exception>
    public static int ParsePort(string option, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= IPEndPoint.MaxPort
            ? port
            : throw new StartupException($"{option} {text}: give a port from 1 to {IPEndPoint.MaxPort}");
}
