using QkdMec.Telemetry.Exporting;

namespace QkdMec.Tests.Unit.Telemetry;

/// <summary>Do the standard environment variables mean what OpenTelemetry says they mean?</summary>
public sealed class ExportedSignalsTests
{
    private const string Collector = "http://127.0.0.1:4317";

    [Fact]
    public void Read_WithoutAnEndpoint_SendsNothing() => Assert.False(Read([]).Any);

    [Fact]
    public void Read_WithAnEndpoint_SendsEverything() =>
        Assert.Equal(new ExportedSignals(true, true, true), Read(new() { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Collector }));

    [Fact]
    public void Read_WithTheEndpointOfOneSignal_SendsThatOne() =>
        Assert.Equal(new ExportedSignals(false, true, false), Read(new() { ["OTEL_EXPORTER_OTLP_METRICS_ENDPOINT"] = Collector }));

    [Fact]
    public void Read_WithoutAnExporterForASignal_LeavesThatOneOut() => Assert.Equal(
        new ExportedSignals(true, true, false), Read(new() { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Collector, ["OTEL_LOGS_EXPORTER"] = "none", ["OTEL_TRACES_EXPORTER"] = "otlp" }));

    [Fact]
    public void Read_WhenTheSdkIsDisabled_SendsNothing() =>
        Assert.False(Read(new() { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Collector, ["OTEL_SDK_DISABLED"] = "TRUE" }).Any);

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4317")]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "/v1/traces")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json")]
    [InlineData("OTEL_EXPORTER_OTLP_LOGS_PROTOCOL", "udp")]
    [InlineData("OTEL_METRICS_EXPORTER", "prometheus")]
    [InlineData("OTEL_TRACES_SAMPLER", "sometimes")]
    public void Start_WhenAValueCannotBeUsed_SaysSoInOneLine(string variable, string value)
    {
        var refusal = Assert.Throws<TelemetryException>(() => Start(new() { [variable] = value }));

        Assert.Contains(variable, refusal.Message, StringComparison.Ordinal);
        Assert.Contains($"'{value}'", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    [Theory]
    [InlineData("1.5")]
    [InlineData("-0.1")]
    [InlineData("0,5")]
    [InlineData("half")]
    public void Start_WhenTheShareOfTracesIsNone_SaysSo(string share)
    {
        var refusal = Assert.Throws<TelemetryException>(() => Start(new() { ["OTEL_TRACES_SAMPLER"] = "parentbased_traceidratio", ["OTEL_TRACES_SAMPLER_ARG"] = share }));

        Assert.Contains("OTEL_TRACES_SAMPLER_ARG", refusal.Message, StringComparison.Ordinal);
    }

    private static ExportedSignals Read(Dictionary<string, string> variables) => ExportedSignals.Read(variables.GetValueOrDefault);

    private static void Start(Dictionary<string, string> variables) =>
        ProcessTelemetry.Start(new ProcessIdentity("test", new Dictionary<string, object>()), QkdMec.Telemetry.Logging.LogFormat.Text, variables.GetValueOrDefault).Dispose();
}
