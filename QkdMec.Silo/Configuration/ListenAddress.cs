using System.Globalization;
using System.Net;

namespace QkdMec.Silo.Configuration;

/// <summary>The addresses that listeners may have: this machine only, since nothing on them is authenticated yet.</summary>
internal static class ListenAddress
{
    /// <summary>Reads an address such as <c>http://127.0.0.1:8080</c>.</summary>
    /// <exception cref="StartupException">It is no such address, or others could reach it.</exception>
    public static Uri Parse(string option, string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttp || address.PathAndQuery != "/")
        {
            throw new StartupException($"{option} {text}: give an address such as http://127.0.0.1:8080");
        }

        // A name could resolve to another machine's address tomorrow, so only "localhost" is taken as a name.
        var loopback = address.Host == "localhost" || (IPAddress.TryParse(address.DnsSafeHost, out var ip) && IPAddress.IsLoopback(ip));
        return loopback && address.Port > 0
            ? address
            : throw new StartupException($"{option} {text}: only loopback addresses such as 127.0.0.1 are possible, for there is no authentication yet");
    }

    /// <summary>Reads a port.</summary>
    /// <exception cref="StartupException">It is none.</exception>
    public static int ParsePort(string option, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= IPEndPoint.MaxPort
            ? port
            : throw new StartupException($"{option} {text}: give a port from 1 to {IPEndPoint.MaxPort}");
}
