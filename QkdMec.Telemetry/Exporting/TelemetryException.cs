namespace QkdMec.Telemetry.Exporting;

/// <summary>An environment variable of OpenTelemetry has a value that cannot be used; the message names it and what to set.</summary>
public sealed class TelemetryException(string message) : Exception(message);
