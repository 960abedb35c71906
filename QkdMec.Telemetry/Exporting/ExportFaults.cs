using System.Diagnostics.Tracing;
using Microsoft.Extensions.Logging;

namespace QkdMec.Telemetry.Exporting;

/// <summary>Tells an operator that nothing reaches the collector: the exporter itself tells only its event source.</summary>
internal sealed partial class ExportFaults(ILoggerFactory logging) : EventListener
{
    private const string Exporter = "OpenTelemetry-Exporter-OpenTelemetryProtocol";
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(1);

    private readonly ILogger logger = logging.CreateLogger<ExportFaults>();
    private readonly Lock gate = new();
    private long? toldAt;

    /// <inheritdoc/>
    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == Exporter)
        {
            EnableEvents(eventSource, EventLevel.Warning);
        }
    }

    /// <inheritdoc/>
    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (IsNews())
        {
            LogNotSent(eventData.EventName ?? "", string.Join("; ", (eventData.Payload ?? []).Select(FirstLine)));
        }
    }

    private static string FirstLine(object? value) => $"{value}".Split('\n', 2)[0].Trim();

    private bool IsNews()
    {
        lock (gate)
        {
            var now = TimeProvider.System.GetTimestamp();
            if (toldAt is { } before && TimeProvider.System.GetElapsedTime(before, now) < Between)
            {
                return false;
            }

            toldAt = now;
            return true;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The collector does not take what is sent to it ({Event}: {Fault}); told once a minute")]
    private partial void LogNotSent(string @event, string fault);
}
