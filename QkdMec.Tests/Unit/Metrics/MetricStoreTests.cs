using System.Diagnostics.Metrics;
using QkdMec.Gateway.Metrics;

namespace QkdMec.Tests.Unit.Metrics;

/// <summary>Does the page say what was measured, once?</summary>
public sealed class MetricStoreTests
{
    [Fact]
    public void InstrumentsOfOneName_AreOneOnThePage()
    {
        using var store = new MetricStore();
        using var one = new Meter("QkdMec.Tests.OneOfTwo");
        using var two = new Meter("QkdMec.Tests.OneOfTwo");
        one.CreateCounter<long>("qkdmec.tests.shared").Add(3, new KeyValuePair<string, object?>("site", "a"));
        two.CreateCounter<long>("qkdmec.tests.shared").Add(4, new KeyValuePair<string, object?>("site", "a"));
        two.CreateCounter<long>("qkdmec.tests.shared").Add(5, new KeyValuePair<string, object?>("site", "b"));

        var lines = PrometheusText.Write(store).Split('\n').Where(line => line.Contains("qkdmec_tests_shared", StringComparison.Ordinal)).ToList();
        Assert.Equal(["# HELP", "# TYPE"], lines.Take(2).Select(line => line[..6]));
        Assert.Equal(["qkdmec_tests_shared_total{site=\"a\"} 7", "qkdmec_tests_shared_total{site=\"b\"} 5"], lines.Skip(2));
    }

    [Fact]
    public void Gauge_ShowsTheLastValueAndUpDownCounterTheSum()
    {
        using var store = new MetricStore();
        using var meter = new Meter("QkdMec.Tests.Values");
        var gauge = meter.CreateGauge<int>("qkdmec.tests.gauge");
        var upDown = meter.CreateUpDownCounter<int>("qkdmec.tests.updown");
        gauge.Record(7);
        gauge.Record(2);
        upDown.Add(7);
        upDown.Add(-2);

        var page = PrometheusText.Write(store);
        Assert.Contains("\nqkdmec_tests_gauge 2\n", page, StringComparison.Ordinal);
        Assert.Contains("\nqkdmec_tests_updown 5\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Histogram_HasTheBucketsItsInstrumentAdvises()
    {
        using var store = new MetricStore();
        using var meter = new Meter("QkdMec.Tests.Advice");
        var duration = meter.CreateHistogram("qkdmec.tests.advised", "s", "", null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.5, 2] });
        duration.Record(0.5);
        duration.Record(1);
        duration.Record(3);

        var lines = PrometheusText.Write(store).Split('\n').Where(line => line.StartsWith("qkdmec_tests_advised", StringComparison.Ordinal));
        Assert.Equal(
            [
                "qkdmec_tests_advised_bucket{le=\"0.5\"} 1", "qkdmec_tests_advised_bucket{le=\"2\"} 2", "qkdmec_tests_advised_bucket{le=\"+Inf\"} 3",
                "qkdmec_tests_advised_sum 4.5", "qkdmec_tests_advised_count 3",
            ],
            lines);
    }

    [Fact]
    public void SeriesBeyondTheMost_AreLeftOut()
    {
        using var store = new MetricStore();
        using var meter = new Meter("QkdMec.Tests.Flood");
        var counter = meter.CreateCounter<long>("qkdmec.tests.flood");
        for (var value = 0; value < 1500; value++)
        {
            counter.Add(1, new KeyValuePair<string, object?>("value", value));
        }

        Assert.Equal(1000, PrometheusText.Write(store).Split('\n').Count(line => line.StartsWith("qkdmec_tests_flood_total", StringComparison.Ordinal)));
    }
}
