using System.Text.Json;
using QkdMec.Functions.Answers;
using QkdMec.Functions.Arguments;
using QkdMec.Functions.Networks;
using QkdMec.Grains.Functions;

namespace QkdMec.Functions.Library.EcgMonitor;

/// <summary>Finds ventricular ectopic beats in a batch of a Holter lead, or among beats that are given.</summary>
/// <param name="model">The network.</param>
internal sealed class EcgMonitorFunction(TrainedModel model) : JsonFunction<EcgInput>(new FunctionDescription(
    "ecg-monitor",
    model.Facts.Version,
    FunctionKinds.Builtin,
    "Beats, heart rate and ventricular ectopic beats in seconds of a Holter lead.",
    IsIdempotent: true))
{
    private const float Threshold = 0.5f;

    protected override EcgInput Read(ArgumentReader reader) => EcgInput.Read(reader);

    protected override void Write(EcgInput input, Utf8JsonWriter writer)
    {
        if (input.Beats.Count > 0)
        {
            WriteBeats(input.Beats, writer);
        }
        else
        {
            WriteLead(input.Lead360Hertz, writer);
        }

        writer.WriteNumber("threshold", Threshold);
        writer.WriteString("meaning", "beats that are ventricular ectopic with a probability of at least the threshold");
        writer.WriteModel(model);
    }

    private void WriteLead(float[] lead, Utf8JsonWriter writer)
    {
        var verdicts = LeadAnalysis.Run(lead, model.Network);
        writer.WriteNumber("beats_found", verdicts.Length);
        writer.WriteNumber("beats_classified", verdicts.Count(verdict => verdict.Probability is not null));
        WriteHeartRate(writer, LeadAnalysis.HeartRatePerMinute(verdicts));
        writer.WriteStartArray("ventricular_beats");
        foreach (var verdict in verdicts.Where(verdict => verdict.Probability >= Threshold))
        {
            writer.WriteStartObject();
            writer.WriteNumber("time_s", Math.Round(EcgLead.SecondsOf(verdict.Sample), 3));
            writer.WriteProbability("probability", verdict.Probability!.Value);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private void WriteBeats(IReadOnlyList<BeatWindow> beats, Utf8JsonWriter writer)
    {
        writer.WriteNumber("beats_found", beats.Count);
        writer.WriteNumber("beats_classified", beats.Count);
        WriteHeartRate(writer, 60_000 / beats.Average(beat => beat.Rhythm.BeforeMilliseconds));
        writer.WriteStartArray("ventricular_beats");
        for (var index = 0; index < beats.Count; index++)
        {
            var probability = LeadAnalysis.Classify(beats[index], model.Network);
            if (probability >= Threshold)
            {
                writer.WriteStartObject();
                writer.WriteNumber("beat", index);
                writer.WriteProbability("probability", probability);
                writer.WriteEndObject();
            }
        }

        writer.WriteEndArray();
    }

    private static void WriteHeartRate(Utf8JsonWriter writer, double? perMinute)
    {
        if (perMinute is { } rate)
        {
            writer.WriteNumber("heart_rate_bpm", Math.Round(rate, 1));
        }
        else
        {
            writer.WriteNull("heart_rate_bpm");
        }
    }
}
