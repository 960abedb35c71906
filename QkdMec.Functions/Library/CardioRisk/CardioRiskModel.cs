using QkdMec.Functions.Networks;

namespace QkdMec.Functions.Library.CardioRisk;

/// <summary>What the model of cardio-risk takes and gives.</summary>
internal static class CardioRiskModel
{
    public static ModelSchema Schema { get; } = new(
        "cardio-risk",
        [11, 16, 8, 1],
        [
            "age_years", "male", "height_cm", "weight_kg", "systolic_mmhg", "diastolic_mmhg",
            "cholesterol_level", "glucose_level", "smoker", "alcohol", "physically_active",
        ],
        ["cardiovascular_disease"]);
}
