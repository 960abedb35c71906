using QkdMec.Functions.Networks;

namespace QkdMec.Functions.Library.CovidRisk;

/// <summary>What the model of covid-risk takes and gives.</summary>
internal static class CovidRiskModel
{
    public static ModelSchema Schema { get; } = new(
        "covid-risk",
        [13, 32, 16, 2],
        [
            "age_years", "male", "pregnant", "diabetes", "copd", "asthma", "immunosuppressed", "hypertension",
            "cardiovascular_disease", "obesity", "chronic_kidney_disease", "smoker", "other_disease",
        ],
        ["severe", "died"]);
}
