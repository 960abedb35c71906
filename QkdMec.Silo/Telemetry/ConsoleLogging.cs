using Microsoft.Extensions.Logging.Console;

namespace QkdMec.Silo.Telemetry;

/// <summary>The log of the process: one line an event, on standard error, so that standard output stays for what the user asked for.</summary>
internal static class ConsoleLogging
{
    /// <summary>Makes the logger factory. Frameworks speak from warnings on.</summary>
    public static ILoggerFactory Create() => LoggerFactory.Create(logging =>
    {
        logging.SetMinimumLevel(LogLevel.Information);
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("System", LogLevel.Warning);
        logging.AddFilter("Orleans", LogLevel.Warning);
        logging.AddFilter("QkdMec.Grains.KeyPools", LogLevel.Warning);

        // It measures from the start of the machine when it runs first, and takes that for a hang.
        logging.AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error);
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
            console.ColorBehavior = LoggerColorBehavior.Disabled;
        });
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    });
}
