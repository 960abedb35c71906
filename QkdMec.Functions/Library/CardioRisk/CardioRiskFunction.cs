using System.Text.Json;
using QkdMec.Functions.Answers;
using QkdMec.Functions.Arguments;
using QkdMec.Functions.Networks;
using QkdMec.Grains.Functions;

namespace QkdMec.Functions.Library.CardioRisk;

/// <summary>The probability that a person examined today has a cardiovascular disease.</summary>
/// <param name="model">The network.</param>
internal sealed class CardioRiskFunction(TrainedModel model) : JsonFunction<CardioRiskInput>(new FunctionDescription(
    "cardio-risk",
    model.Facts.Version,
    FunctionKinds.Builtin,
    "Probability of a cardiovascular disease from age, sex, measures, blood pressure, cholesterol, glucose and habits.",
    IsIdempotent: true))
{
    protected override CardioRiskInput Read(ArgumentReader reader) => CardioRiskInput.Read(reader);

    protected override void Write(CardioRiskInput input, Utf8JsonWriter writer)
    {
        Span<float> risk = stackalloc float[1];
        model.Network.Evaluate(input.Features, risk);
        writer.WriteProbability("risk", risk[0]);
        writer.WriteString("meaning", "probability that a cardiovascular disease is present at the examination; not of a future event");
        writer.WriteCaveats(model, input.Features);
        writer.WriteModel(model);
    }
}
