using System.Text.Json;
using QkdMec.Functions.Answers;
using QkdMec.Functions.Arguments;
using QkdMec.Functions.Networks;
using QkdMec.Grains.Functions;

namespace QkdMec.Functions.Library.CovidRisk;

/// <summary>The probabilities of a severe course and of death, given a confirmed infection in the first wave.</summary>
/// <param name="model">The network.</param>
internal sealed class CovidRiskFunction(TrainedModel model) : JsonFunction<CovidRiskInput>(new FunctionDescription(
    "covid-risk",
    model.Facts.Version,
    FunctionKinds.Builtin,
    "Probabilities of a severe course and of death from age, sex and preconditions, given COVID-19 in its first wave.",
    IsIdempotent: true))
{
    protected override CovidRiskInput Read(ArgumentReader reader) => CovidRiskInput.Read(reader);

    protected override void Write(CovidRiskInput input, Utf8JsonWriter writer)
    {
        Span<float> risks = stackalloc float[2];
        model.Network.Evaluate(input.Features, risks);
        var severe = risks[0];

        // Who died had a severe course by definition; the network's two outputs do not know it and cross on few inputs.
        var died = Math.Min(risks[1], severe);
        writer.WriteProbability("severe_risk", severe);
        writer.WriteProbability("died_risk", died);
        writer.WriteString(
            "meaning",
            "probabilities of a severe course (hospitalised or died) and of death, given a confirmed infection in the first, unvaccinated wave; not of today");
        writer.WriteCaveats(model, input.Features);
        writer.WriteModel(model);
    }
}
