using System.Globalization;
using System.Text.Json;
using QkdMec.Functions.Library.EcgMonitor;
using QkdMec.Grains.Functions;

namespace QkdMec.Tests.Unit.Functions;

/// <summary>Does ecg-monitor find wide early beats, in a lead and among given beats, and refuse what is no lead?</summary>
public sealed class EcgMonitorTests
{
    // One early wide beat with a pause behind it, in ten seconds of a steady rhythm.
    private static readonly (double Second, bool IsWide)[] Beats =
    [
        (0.4, false), (1.2, false), (2.0, false), (2.8, false), (3.6, false), (4.1, true), (5.2, false),
        (6.0, false), (6.8, false), (7.6, false), (8.4, false), (9.2, false),
    ];

    [Fact]
    public async Task Invoke_OnABatchWithOneWideBeat_NamesItsTime()
    {
        var call = await FunctionCall.InvokeAsync(FunctionCall.EcgMonitor, Batch(SyntheticEcg.Make(10, Beats)));

        Assert.Equal(FunctionStatus.Success, call.Status);
        Assert.Equal(12, call.Answer.GetProperty("beats_found").GetInt32());
        Assert.Equal(10, call.Answer.GetProperty("beats_classified").GetInt32());
        Assert.Equal(75, call.Answer.GetProperty("heart_rate_bpm").GetDouble(), 0.5);
        var beat = Assert.Single(call.Answer.GetProperty("ventricular_beats").EnumerateArray());
        Assert.Equal(4.1, beat.GetProperty("time_s").GetDouble(), 0.012);
        Assert.InRange(beat.GetProperty("probability").GetDouble(), 0.5, 1);
        Assert.Equal("36-32-16-1", call.Answer.GetProperty("model").GetProperty("network").GetString());
        Assert.Contains("no medical advice", call.Answer.GetProperty("disclaimer").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invoke_OnAFlatLine_FindsNoBeatAndNoRate()
    {
        var call = await FunctionCall.InvokeAsync(FunctionCall.EcgMonitor, Batch(new float[3600]));

        Assert.Equal(FunctionStatus.Success, call.Status);
        Assert.Equal(0, call.Answer.GetProperty("beats_found").GetInt32());
        Assert.Equal(JsonValueKind.Null, call.Answer.GetProperty("heart_rate_bpm").ValueKind);
        Assert.Equal(0, call.Answer.GetProperty("ventricular_beats").GetArrayLength());
    }

    [Fact]
    public async Task Invoke_OnBeats_NamesTheWideOne()
    {
        var lead = SyntheticEcg.Make(10, Beats);
        var peaks = RPeakDetector.Detect(lead);
        var windows = Enumerable.Range(1, 10).Select(index => BeatSegmenter.Cut(lead, peaks, index)!).Select(Beat);

        var call = await FunctionCall.InvokeAsync(FunctionCall.EcgMonitor, $"{{\"beats\":[{string.Join(',', windows)}]}}");

        Assert.Equal(FunctionStatus.Success, call.Status);
        Assert.Equal(10, call.Answer.GetProperty("beats_classified").GetInt32());
        Assert.Equal(4, Assert.Single(call.Answer.GetProperty("ventricular_beats").EnumerateArray()).GetProperty("beat").GetInt32());
    }

    [Theory]
    [InlineData("{}", "lead_mv is missing: give 5 to 60 s of a lead in mV with sampling_hz 360, or give beats")]
    [InlineData("""{"beats":[]}""", "beats must be a list of 1 to 1000 objects, got a list of 0")]
    [InlineData("""{"beats":7}""", "beats must be a list of 1 to 1000 objects, got 7")]
    [InlineData("""{"beats":[7]}""", "beats[0] must be a JSON object, got 7")]
    [InlineData("""{"sampling_hz":360,"lead_mv":[1,2]}""", "lead_mv must be a list of 1800 to 21600 numbers in mV, got a list of 2")]
    public async Task Invoke_WhenShapeIsWrong_SaysWhatToGive(string arguments, string message)
    {
        var call = await FunctionCall.InvokeAsync(FunctionCall.EcgMonitor, arguments);

        Assert.Equal(FunctionStatus.ApplicationError, call.Status);
        Assert.Equal(message, call.Faults.First());
    }

    [Theory]
    [InlineData("sampling_hz", "250", "sampling_hz must be equal to 360 Hz, got 250")]
    [InlineData("sampling_hz", null, "sampling_hz is missing: give a number equal to 360 Hz")]
    [InlineData("patient", "1", "patient is not a field of this function")]
    public async Task Invoke_WhenAFieldOfABatchIsWrong_NamesIt(string field, string? value, string message)
    {
        var call = await FunctionCall.InvokeAsync(FunctionCall.EcgMonitor, FunctionCall.With(Batch(new float[3600]), field, value));

        Assert.Equal([message], call.Faults);
    }

    [Theory]
    [InlineData("512", "lead_mv must hold numbers between -20 and 20 mV, got 512 at position 17")]
    [InlineData("\"x\"", "lead_mv must hold numbers between -20 and 20 mV, got \"x\" at position 17")]
    [InlineData("null", "lead_mv must hold numbers between -20 and 20 mV, got null at position 17")]
    public async Task Invoke_WhenASampleIsWrong_NamesItsPosition(string sample, string message)
    {
        var samples = Enumerable.Repeat("0", 3600).ToArray();
        samples[17] = sample;

        var call = await FunctionCall.InvokeAsync(FunctionCall.EcgMonitor, $"{{\"sampling_hz\":360,\"lead_mv\":[{string.Join(',', samples)}]}}");

        Assert.Equal([message], call.Faults);
    }

    [Fact]
    public async Task Invoke_WhenFieldsOfABeatAreWrong_NamesTheBeat()
    {
        var call = await FunctionCall.InvokeAsync(
            FunctionCall.EcgMonitor,
            """{"beats":[{"wave_mv":[0],"rr_before_ms":0,"rr_after_ms":800,"rr_mean10_ms":800,"rr_median60_ms":800,"lead":"II"}]}""");

        Assert.Equal(
            [
                "beats[0].wave_mv must be a list of 30 numbers in mV, got a list of 1",
                "beats[0].rr_before_ms must be between 150 and 5000 ms, got 0",
                "beats[0].lead is not a field of this function",
            ],
            call.Faults);
    }

    private static string Batch(IEnumerable<float> lead) =>
        $"{{\"sampling_hz\":360,\"lead_mv\":[{string.Join(',', lead.Select(sample => sample.ToString("F3", CultureInfo.InvariantCulture)))}]}}";

    private static string Beat(BeatWindow beat) => JsonSerializer.Serialize(new
    {
        wave_mv = beat.Wave,
        rr_before_ms = beat.Rhythm.BeforeMilliseconds,
        rr_after_ms = beat.Rhythm.AfterMilliseconds,
        rr_mean10_ms = beat.Rhythm.Mean10Milliseconds,
        rr_median60_ms = beat.Rhythm.Median60Milliseconds,
    });
}
