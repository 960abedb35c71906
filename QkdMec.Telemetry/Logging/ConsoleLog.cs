using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace QkdMec.Telemetry.Logging;

/// <summary>The log on the console: one line an event, on standard error, so that standard output stays for what the user asked for.</summary>
internal static class ConsoleLog
{
    private const string TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";

    /// <summary>Adds it. Frameworks speak from warnings on, here and to a collector.</summary>
    public static void AddTo(ILoggingBuilder logging, LogFormat format)
    {
        logging.SetMinimumLevel(LogLevel.Information);
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("System", LogLevel.Warning);
        logging.AddFilter("Orleans", LogLevel.Warning);
        logging.AddFilter("QkdMec.Grains.KeyPools", LogLevel.Warning);

        // It measures from the start of the machine when it runs first, and takes that for a hang.
        logging.AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error);

        // Each call to a site whose machine is down is an error to the caller already, and said there.
        logging.AddFilter("Orleans.Messaging", LogLevel.Critical);
        if (format == LogFormat.Json)
        {
            AddJson(logging);
        }
        else
        {
            AddText(logging);
        }

        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }

    private static void AddText(ILoggingBuilder logging) => logging.AddSimpleConsole(console =>
    {
        console.SingleLine = true;
        console.UseUtcTimestamp = true;
        console.TimestampFormat = TimestampFormat + " ";
        console.ColorBehavior = LoggerColorBehavior.Disabled;
    });

    private static void AddJson(ILoggingBuilder logging)
    {
        logging.Configure(factory => factory.ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId);
        logging.AddJsonConsole(console =>
        {
            console.IncludeScopes = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = TimestampFormat;
        });
    }
}
