using System.Globalization;
using System.Text.Json;
using QkdMec.Functions.Arguments;
using QkdMec.Functions.Networks;
using QkdMec.Grains.Functions;

namespace QkdMec.Functions.Answers;

/// <summary>Writes the JSON answers of functions.</summary>
internal static class AnswerWriter
{
    private const int InitialCapacity = 2048;
    private const int ProbabilityDigits = 4;

    /// <summary>Writes an answer into a result that owns its bytes.</summary>
    /// <param name="status">How the activation ended.</param>
    /// <param name="write">Writes the fields of the answer's object.</param>
    /// <returns>The result.</returns>
    public static FunctionResult Write(FunctionStatus status, Action<Utf8JsonWriter> write)
    {
        using var buffer = new WipingBufferWriter(InitialCapacity);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        return FunctionResult.TakeOver(status, buffer.ToArray());
    }

    /// <summary>The answer that lists what is wrong with the arguments.</summary>
    /// <param name="faults">All faults.</param>
    /// <returns>An application error.</returns>
    public static FunctionResult Refuse(IReadOnlyList<FieldFault> faults) => Write(FunctionStatus.ApplicationError, writer =>
    {
        writer.WriteString("error", faults.Count == 1 ? faults[0].Message : $"the arguments have {faults.Count} faults");
        writer.WriteStartArray("faults");
        foreach (var fault in faults)
        {
            writer.WriteStartObject();
            writer.WriteString("field", fault.Field);
            writer.WriteString("message", fault.Message);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    /// <summary>An answer of one error text.</summary>
    /// <param name="status">How the activation ended.</param>
    /// <param name="error">The text.</param>
    /// <returns>The result.</returns>
    public static FunctionResult Fail(FunctionStatus status, string error) => Write(status, writer => writer.WriteString("error", error));

    public static void WriteProbability(this Utf8JsonWriter writer, string name, float probability) =>
        writer.WriteNumber(name, Math.Round((double)probability, ProbabilityDigits));

    /// <summary>Writes which model answered and what it is worth.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="model">The model.</param>
    public static void WriteModel(this Utf8JsonWriter writer, TrainedModel model)
    {
        writer.WriteStartObject("model");
        writer.WriteString("name", model.Schema.Name);
        writer.WriteString("version", model.Facts.Version);
        writer.WriteString("network", model.Network.Shape);
        writer.WriteString("weights_sha256", model.WeightsSha256);
        writer.WriteString("data", model.Facts.Provenance);
        writer.WriteString("held_out", model.Facts.HeldOut);
        writer.WriteEndObject();
        writer.WriteString("disclaimer", AnswerTexts.Disclaimer);
    }

    /// <summary>Writes a caveat for each feature outside what the model has seen.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="model">The model.</param>
    /// <param name="features">The features as given to the network.</param>
    public static void WriteCaveats(this Utf8JsonWriter writer, TrainedModel model, ReadOnlySpan<float> features)
    {
        writer.WriteStartArray("caveats");
        for (var index = 0; index < features.Length; index++)
        {
            var (minimum, maximum) = (model.Facts.FeatureMinima[index], model.Facts.FeatureMaxima[index]);
            if (features[index] < minimum || features[index] > maximum)
            {
                writer.WriteStringValue(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{model.Schema.Features[index]} {features[index]:0.##} is outside of what the model was trained on ({minimum:0.##} to {maximum:0.##})"));
            }
        }

        writer.WriteEndArray();
    }
}
