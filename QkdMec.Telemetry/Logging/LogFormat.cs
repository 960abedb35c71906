namespace QkdMec.Telemetry.Logging;

/// <summary>How the lines of the console's log look.</summary>
public enum LogFormat
{
    /// <summary>A line of text an event, for people.</summary>
    Text,

    /// <summary>A JSON object a line, with trace and span ids, for programs.</summary>
    Json,
}
