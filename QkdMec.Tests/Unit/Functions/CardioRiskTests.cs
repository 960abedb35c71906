using QkdMec.Grains.Functions;

namespace QkdMec.Tests.Unit.Functions;

/// <summary>Does cardio-risk refuse what is no examination, and answer what its network says?</summary>
public sealed class CardioRiskTests
{
    private const string Valid = """
        {"age_years":52,"sex":"female","height_cm":165,"weight_kg":72.5,"systolic_mmhg":130,"diastolic_mmhg":85,
         "cholesterol":"above_normal","glucose":"normal","smoker":false,"alcohol":false,"physically_active":true}
        """;

    [Fact]
    public async Task Invoke_WhenValid_NamesModelDataAndLimits()
    {
        var call = await FunctionCall.InvokeAsync(FunctionCall.CardioRisk, Valid);

        Assert.Equal(FunctionStatus.Success, call.Status);
        var model = call.Answer.GetProperty("model");
        Assert.Equal("cardio-risk", model.GetProperty("name").GetString());
        Assert.Equal("1.0.0", model.GetProperty("version").GetString());
        Assert.Equal("11-16-8-1", model.GetProperty("network").GetString());
        Assert.Matches("^[0-9a-f]{64}$", model.GetProperty("weights_sha256").GetString());
        Assert.Contains("Cardiovascular Disease dataset", model.GetProperty("data").GetString(), StringComparison.Ordinal);
        Assert.Contains("no medical advice", call.Answer.GetProperty("disclaimer").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, call.Answer.GetProperty("caveats").GetArrayLength());
    }

    [Theory]
    [InlineData("systolic_mmhg", "20", "systolic_mmhg must be between 70 and 250 mmHg, got 20")]
    [InlineData("systolic_mmhg", "1e999", "systolic_mmhg must be between 70 and 250 mmHg, got 1e999")]
    [InlineData("diastolic_mmhg", "151", "diastolic_mmhg must be between 40 and 150 mmHg, got 151")]
    [InlineData("diastolic_mmhg", "130", "diastolic_mmhg must be below systolic_mmhg (130 mmHg), got 130")]
    [InlineData("height_cm", "1.65", "height_cm must be between 120 and 220 cm, got 1.65")]
    [InlineData("weight_kg", "\"72\"", "weight_kg must be a number between 35 and 200 kg, got \"72\"")]
    [InlineData("age_years", null, "age_years is missing: give a number between 18 and 110 years")]
    [InlineData("age_years", "17.9", "age_years must be between 18 and 110 years, got 17.9")]
    [InlineData("sex", "\"f\"", "sex must be one of \"female\", \"male\", got \"f\"")]
    [InlineData("sex", "\"\\ud800\"", "sex must be one of \"female\", \"male\", got \"\\ud800\"")]
    [InlineData("cholesterol", "2", "cholesterol must be one of \"normal\", \"above_normal\", \"well_above_normal\", got 2")]
    [InlineData("glucose", "null", "glucose must be one of \"normal\", \"above_normal\", \"well_above_normal\", got null")]
    [InlineData("smoker", "1", "smoker must be true or false, got 1")]
    [InlineData("alcohol", "\"no\"", "alcohol must be true or false, got \"no\"")]
    [InlineData("physically_active", "[]", "physically_active must be true or false, got a list of 0")]
    [InlineData("blood_type", "\"A\"", "blood_type is not a field of this function")]
    public async Task Invoke_WhenOneFieldIsWrong_NamesItWithItsUnit(string field, string? value, string message)
    {
        var arguments = value is null ? FunctionCall.With(Valid, field, null) : Replace(field, value);

        var call = await FunctionCall.InvokeAsync(FunctionCall.CardioRisk, arguments);

        Assert.Equal(FunctionStatus.ApplicationError, call.Status);
        Assert.Equal([message], call.Faults);
        Assert.Equal(message, call.Answer.GetProperty("error").GetString());
        Assert.Equal(field, call.Answer.GetProperty("faults")[0].GetProperty("field").GetString());
    }

    [Fact]
    public async Task Invoke_WhenEverythingIsWrong_ListsAllFaultsAtOnce()
    {
        var call = await FunctionCall.InvokeAsync(FunctionCall.CardioRisk, """{"age_years":5,"pulse":60}""");

        Assert.Equal(12, call.Faults.Count());
        Assert.Equal("the arguments have 12 faults", call.Answer.GetProperty("error").GetString());
    }

    [Theory]
    [InlineData("", "no valid JSON")]
    [InlineData("{\"age_years\":52", "no valid JSON")]
    [InlineData("{\"age_years\":052}", "no valid JSON")]
    [InlineData("[[[[[[[[[1]]]]]]]]]", "no valid JSON")]
    [InlineData("[1,2]", "the arguments must be a JSON object, got a list of 2")]
    [InlineData("\"x\"", "the arguments must be a JSON object, got \"x\"")]
    public async Task Invoke_WhenArgumentsAreNoObject_SaysSo(string arguments, string message)
    {
        var call = await FunctionCall.InvokeAsync(FunctionCall.CardioRisk, arguments);

        Assert.Equal(FunctionStatus.ApplicationError, call.Status);
        Assert.Contains(message, call.Faults.First(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"smoker\":true,", "smoker is given more than once")]
    [InlineData("{\"\\udc00\":true,", "(no valid text) is not a field of this function")]
    public async Task Invoke_WhenANameIsTwiceOrNoText_SaysSo(string begin, string message)
    {
        var call = await FunctionCall.InvokeAsync(FunctionCall.CardioRisk, begin + Valid.TrimStart()[1..]);

        Assert.Equal([message], call.Faults);
    }

    [Fact]
    public async Task Invoke_WhenAgeIsBeyondTheData_AnswersWithACaveat()
    {
        var call = await FunctionCall.InvokeAsync(FunctionCall.CardioRisk, Replace("age_years", "90"));

        Assert.Equal(FunctionStatus.Success, call.Status);
        var caveat = Assert.Single(call.Answer.GetProperty("caveats").EnumerateArray());
        Assert.StartsWith("age_years 90 is outside of what the model was trained on (", caveat.GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invoke_WhenPressureIsHigher_RiskIsHigher()
    {
        var normal = await FunctionCall.InvokeAsync(FunctionCall.CardioRisk, Replace("systolic_mmhg", "115"));
        var high = await FunctionCall.InvokeAsync(FunctionCall.CardioRisk, Replace("systolic_mmhg", "180"));

        Assert.True(high.Answer.GetProperty("risk").GetDouble() > normal.Answer.GetProperty("risk").GetDouble() + 0.2);
    }

    // As text, because 1e999 and half a surrogate pair do not pass through a document model.
    private static string Replace(string field, string value)
    {
        var without = FunctionCall.With(Valid, field, null);
        return $"{{\"{field}\":{value},{without[1..]}";
    }
}
