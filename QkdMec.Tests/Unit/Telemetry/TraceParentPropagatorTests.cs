using System.Diagnostics;
using QkdMec.Telemetry.Http;

namespace QkdMec.Tests.Unit.Telemetry;

/// <summary>Does a trace's id pass, and nothing else?</summary>
public sealed class TraceParentPropagatorTests
{
    private readonly Dictionary<string, string> headers = new()
    {
        ["traceparent"] = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", ["tracestate"] = "a=b", ["baggage"] = "c=d", ["Correlation-Context"] = "e=f",
    };

    [Fact]
    public void Extract_TakesTheParentAlone()
    {
        var propagator = new TraceParentPropagator();
        propagator.ExtractTraceIdAndState(headers, Get, out var parent, out var state);

        Assert.Equal(headers["traceparent"], parent);
        Assert.Null(state);
        Assert.Null(propagator.ExtractBaggage(headers, Get));
    }

    [Fact]
    public void Inject_WritesTheParentAlone()
    {
        using var span = new Activity("span").SetIdFormat(ActivityIdFormat.W3C).AddBaggage("c", "d");
        span.TraceStateString = "a=b";
        span.Start();
        var written = new Dictionary<string, string>();
        new TraceParentPropagator().Inject(span, written, static (carrier, name, value) => ((Dictionary<string, string>)carrier!)[name] = value);

        Assert.Equal([new KeyValuePair<string, string>("traceparent", span.Id!)], written);
    }

    private static void Get(object? carrier, string name, out string? value, out IEnumerable<string>? values) =>
        (value, values) = (((Dictionary<string, string>)carrier!).GetValueOrDefault(name), null);
}
