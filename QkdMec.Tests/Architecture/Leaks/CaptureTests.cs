using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace QkdMec.Tests.Architecture.Leaks;

/// <summary>Do the captures keep what a leak could stand in?</summary>
public sealed class CaptureTests
{
    [Fact]
    public void LogCapture_KeepsValuesScopesAndExceptions()
    {
        using var capture = new LogCapture();
        using var factory = capture.CreateFactory();
        var log = factory.CreateLogger("category");

        using (log.BeginScope("in {Scope}", "scope-value"))
        {
            log.LogTrace(new InvalidOperationException("outer", new FormatException("inner-message")), "line {Value} {Bytes}", "line-value", new byte[] { 0xab, 0xcd });
        }

        foreach (var expected in new[] { "scope-value", "inner-message", "line-value", "ABCD" })
        {
            Assert.Contains(expected, capture.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void TelemetryCapture_KeepsTags()
    {
        using var capture = new TelemetryCapture();
        using var meter = new Meter("QkdMec.Tests.Capture");

        meter.CreateCounter<long>("one").Add(1, new KeyValuePair<string, object?>("tag", "tag-value"));
        meter.CreateObservableGauge("two", () => new Measurement<int>(2, new KeyValuePair<string, object?>("tag", "observed-value")));
        capture.Observe();

        Assert.Contains("tag-value", capture.Text, StringComparison.Ordinal);
        Assert.Contains("observed-value", capture.Text, StringComparison.Ordinal);
    }
}
