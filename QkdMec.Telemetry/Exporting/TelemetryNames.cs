namespace QkdMec.Telemetry.Exporting;

/// <summary>Whose spans and instruments are sent.</summary>
internal static class TelemetryNames
{
    /// <summary>Activity sources: ours, the HTTP server's and client's, and the calls of grains on Orleans.</summary>
    public static readonly string[] Sources = ["QkdMec.*", "Microsoft.AspNetCore", "System.Net.Http", "Microsoft.Orleans.Application"];

    /// <summary>Meters: ours, the HTTP server's, the runtime's and Orleans' own.</summary>
    public static readonly string[] Meters =
        ["QkdMec.*", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "Microsoft.Orleans"];
}
