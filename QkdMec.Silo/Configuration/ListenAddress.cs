using System.Globalization;
using System.Net;

namespace QkdMec.Silo.Configuration;

/// <summary>The addresses that listeners may have: this machine only, since nothing on them is authenticated yet.</summary>
internal static class ListenAddress
{
    /// <summary>Reads an address such as <c>http://127.0.0.1:8080</c>.</summary>
    /// <exception cref="StartupException">It is no such address, or others could reach it.</exception>
    public static Uri Parse(string option, string text) =>
        FaultOf(text) is { } fault ? throw new StartupException($"{option} {text}: {fault}") : new Uri(text);

    /// <summary>Why a listener of plain HTTP cannot have an address; null when it can.</summary>
    public static string? FaultOf(string text) => Read(text) is not { } address || address.Scheme != Uri.UriSchemeHttp
        ? "give an address such as http://127.0.0.1:8080"
        : FaultOfHost(address);

    /// <summary>Why the gateway of a machine cannot have an address; null when it can. Others may reach it by TLS only.</summary>
    public static string? FaultOfGateway(string text) => Read(text) switch
    {
        { Port: > 0 } address when address.Scheme == Uri.UriSchemeHttps => IPAddress.TryParse(address.DnsSafeHost, out _) ? null : "give an IP address of the machine, or 0.0.0.0 for all",
        { } address when address.Scheme == Uri.UriSchemeHttp => FaultOfHost(address),
        _ => "give an address such as https://0.0.0.0:8080",
    };

    private static Uri? Read(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.PathAndQuery == "/" ? address : null;

    private static string? FaultOfHost(Uri address)
    {
        // A name could resolve to another machine's address tomorrow, so only "localhost" is taken as a name.
        var loopback = address.Host == "localhost" || (IPAddress.TryParse(address.DnsSafeHost, out var ip) && IPAddress.IsLoopback(ip));
        return loopback && address.Port > 0 ? null : "only loopback addresses such as 127.0.0.1 are possible, for there is no authentication yet";
    }

    /// <summary>Reads a port.</summary>
    /// <exception cref="StartupException">It is none.</exception>
    public static int ParsePort(string option, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= IPEndPoint.MaxPort
            ? port
            : throw new StartupException($"{option} {text}: give a port from 1 to {IPEndPoint.MaxPort}");
}
