using QkdMec.Functions.Library.EcgMonitor;
using QkdMec.Functions.Networks;

namespace QkdMec.Tests.Unit.Functions;

/// <summary>Do the functions answer made-up inputs as ONNX Runtime evaluates the same files? Its outputs stand here.</summary>
public sealed class GoldenTests
{
    // Answers are rounded to four digits.
    private const double Rounding = 0.00006;

    [Theory]
    [InlineData("52 female 165 72.5 130 85 above_normal normal false false true", 0.588930)]
    [InlineData("41.5 male 181 79 118 76 normal normal false false true", 0.168594)]
    [InlineData("63 female 158 88.4 165 100 well_above_normal above_normal false false false", 0.876646)]
    [InlineData("58 male 174 95 142 90 normal well_above_normal true true false", 0.775585)]
    public async Task CardioRisk_OnMadeUpPeople_AnswersAsTheOracle(string values, double risk)
    {
        string[] names =
        [
            "age_years", "sex", "height_cm", "weight_kg", "systolic_mmhg", "diastolic_mmhg", "cholesterol", "glucose",
            "smoker", "alcohol", "physically_active",
        ];
        var fields = names.Zip(values.Split(' '), (name, value) => $"\"{name}\":{(IsWord(value) ? $"\"{value}\"" : value)}");

        var call = await FunctionCall.InvokeAsync(FunctionCall.CardioRisk, $"{{{string.Join(',', fields)}}}");

        Assert.Equal(risk, call.Answer.GetProperty("risk").GetDouble(), Rounding);
    }

    [Theory]
    [InlineData(67, "male", "diabetes hypertension obesity", 0.761036, 0.355362)]
    [InlineData(29, "female", "pregnant asthma", 0.191642, 0.015919)]
    [InlineData(84, "female", "diabetes copd hypertension cardiovascular_disease chronic_kidney_disease smoker other_disease", 0.913159, 0.484340)]
    [InlineData(8, "male", "", 0.189933, 0.015746)]
    public async Task CovidRisk_OnMadeUpPeople_AnswersAsTheOracle(int age, string sex, string conditions, double severe, double died)
    {
        string[] names =
        [
            "pregnant", "diabetes", "copd", "asthma", "immunosuppressed", "hypertension", "cardiovascular_disease", "obesity",
            "chronic_kidney_disease", "smoker", "other_disease",
        ];
        var flags = names.Select(name => $"\"{name}\":{Json(conditions.Split(' ').Contains(name))}");

        var call = await FunctionCall.InvokeAsync(FunctionCall.CovidRisk, $"{{\"age_years\":{age},\"sex\":\"{sex}\",{string.Join(',', flags)}}}");

        Assert.Equal(severe, call.Answer.GetProperty("severe_risk").GetDouble(), Rounding);
        Assert.Equal(died, call.Answer.GetProperty("died_risk").GetDouble(), Rounding);
    }

    [Theory]
    [InlineData(0, 0.124303)]
    [InlineData(1, 0.943886)]
    [InlineData(2, 0.151338)]
    public void EcgMonitor_OnMadeUpFeatures_EvaluatesAsTheOracle(int start, double probability)
    {
        float[] features = [.. Enumerable.Range(0, BeatFeatures.Count).Select(index => ((((index * 7) + (start * 5)) % 11) - 5) / 15f)];
        var output = new float[1];

        OnnxModelReader.ReadEmbedded(EcgMonitorModel.Schema).Network.Evaluate(features, output);

        Assert.Equal(probability, output[0], 2e-6);
    }

    private static bool IsWord(string value) => char.IsAsciiLetter(value[0]) && value is not ("true" or "false");

    private static string Json(bool value) => value ? "true" : "false";
}
