namespace QkdMec.Telemetry.Exporting;

/// <summary>What is sent to a collector, as the standard environment variables of OpenTelemetry say: nothing unless an endpoint is named.</summary>
/// <param name="Traces">Whether traces are sent.</param>
/// <param name="Metrics">Whether metrics are sent.</param>
/// <param name="Logs">Whether logs are sent.</param>
internal sealed record ExportedSignals(bool Traces, bool Metrics, bool Logs)
{
    private static readonly string[] Protocols = ["grpc", "http/protobuf"];

    /// <summary>Whether anything is sent.</summary>
    public bool Any => Traces || Metrics || Logs;

    /// <summary>Reads the variables.</summary>
    /// <param name="environment">A variable by its name; null when it is not set.</param>
    /// <exception cref="TelemetryException">One has a value that cannot be used.</exception>
    public static ExportedSignals Read(Func<string, string?> environment) =>
        string.Equals(environment("OTEL_SDK_DISABLED"), "true", StringComparison.OrdinalIgnoreCase)
            ? new ExportedSignals(false, false, false)
            : new ExportedSignals(Sends(environment, "TRACES"), Sends(environment, "METRICS"), Sends(environment, "LOGS"));

    private static bool Sends(Func<string, string?> environment, string signal)
    {
        var exporter = environment($"OTEL_{signal}_EXPORTER");
        if (exporter is not (null or "" or "otlp" or "none"))
        {
            throw new TelemetryException($"OTEL_{signal}_EXPORTER is '{exporter}': set otlp or none");
        }

        var hasEndpoint = HasEndpoint(environment, $"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT") | HasEndpoint(environment, "OTEL_EXPORTER_OTLP_ENDPOINT");
        CheckProtocol(environment, $"OTEL_EXPORTER_OTLP_{signal}_PROTOCOL");
        CheckProtocol(environment, "OTEL_EXPORTER_OTLP_PROTOCOL");
        return hasEndpoint && exporter != "none";
    }

    private static bool HasEndpoint(Func<string, string?> environment, string variable)
    {
        if (environment(variable) is not { Length: > 0 } value)
        {
            return false;
        }

        return Uri.TryCreate(value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? true
            : throw new TelemetryException($"{variable} is '{value}': set the collector's address, such as http://127.0.0.1:4317");
    }

    // The exporter would take an unknown one for its default and send nothing that the collector understands.
    private static void CheckProtocol(Func<string, string?> environment, string variable)
    {
        if (environment(variable) is { Length: > 0 } value && !Protocols.Contains(value))
        {
            throw new TelemetryException($"{variable} is '{value}': set {string.Join(" or ", Protocols)}");
        }
    }
}
