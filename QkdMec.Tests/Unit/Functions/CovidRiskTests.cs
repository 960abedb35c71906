using QkdMec.Functions.Library.CovidRisk;
using QkdMec.Grains.Functions;

namespace QkdMec.Tests.Unit.Functions;

/// <summary>Does covid-risk refuse what is no patient, and never call death likelier than a severe course?</summary>
public sealed class CovidRiskTests
{
    private const string Valid = """
        {"age_years":67,"sex":"male","pregnant":false,"diabetes":true,"copd":false,"asthma":false,"immunosuppressed":false,"hypertension":true,
         "cardiovascular_disease":false,"obesity":true,"chronic_kidney_disease":false,"smoker":false,"other_disease":false}
        """;

    [Fact]
    public async Task Invoke_WhenValid_AnswersBothRisksAndWhatTheyMean()
    {
        var call = await FunctionCall.InvokeAsync(FunctionCall.CovidRisk, Valid);

        Assert.Equal(FunctionStatus.Success, call.Status);
        Assert.InRange(call.Answer.GetProperty("died_risk").GetDouble(), 0.05, call.Answer.GetProperty("severe_risk").GetDouble());
        Assert.Contains("first, unvaccinated wave", call.Answer.GetProperty("meaning").GetString(), StringComparison.Ordinal);
        Assert.Contains("Secretaria de Salud", call.Answer.GetProperty("model").GetProperty("data").GetString(), StringComparison.Ordinal);
        Assert.Contains("no medical advice", call.Answer.GetProperty("disclaimer").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("age_years", "-1", "age_years must be between 0 and 110 years, got -1")]
    [InlineData("sex", "\"unknown\"", "sex must be one of \"female\", \"male\", got \"unknown\"")]
    [InlineData("pregnant", "true", "pregnant must be false where sex is \"male\", got true")]
    [InlineData("diabetes", "\"yes\"", "diabetes must be true or false, got \"yes\"")]
    [InlineData("obesity", null, "obesity is missing: give true or false")]
    [InlineData("pneumonia", "true", "pneumonia is not a field of this function")]
    public async Task Invoke_WhenOneFieldIsWrong_NamesIt(string field, string? value, string message)
    {
        var call = await FunctionCall.InvokeAsync(FunctionCall.CovidRisk, FunctionCall.With(Valid, field, value));

        Assert.Equal(FunctionStatus.ApplicationError, call.Status);
        Assert.Equal([message], call.Faults);
    }

    [Fact]
    public async Task Invoke_WhenEverythingIsMissing_ListsThirteenFaults() =>
        Assert.Equal(13, (await FunctionCall.InvokeAsync(FunctionCall.CovidRisk, "{}")).Faults.Count());

    [Fact]
    public async Task Invoke_OnAWideGrid_NeverAnswersDiedAboveSevere()
    {
        var flags = CovidRiskModel.Schema.Features.RemoveRange(0, 3);
        for (var age = 0; age <= 110; age += 11)
        {
            for (var chosen = 0; chosen < 1 << 10; chosen += 3)
            {
                var conditions = flags.Select((flag, bit) => $"\"{flag}\":{((chosen >> bit) % 2 == 1 ? "true" : "false")}");
                var call = await FunctionCall.InvokeAsync(
                    FunctionCall.CovidRisk, $"{{\"age_years\":{age},\"sex\":\"female\",\"pregnant\":{(age % 2 == 1 ? "true" : "false")},{string.Join(',', conditions)}}}");

                Assert.Equal(FunctionStatus.Success, call.Status);
                Assert.True(call.Answer.GetProperty("died_risk").GetDouble() <= call.Answer.GetProperty("severe_risk").GetDouble());
            }
        }
    }
}
