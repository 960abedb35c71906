using QkdMec.Functions.Arguments;

namespace QkdMec.Functions.Library.CardioRisk;

/// <summary>The arguments of cardio-risk as features of its model, in the model's order and units.</summary>
/// <param name="features">The features; overwritten on dispose.</param>
internal sealed class CardioRiskInput(float[] features) : IDisposable
{
    private static readonly NumberField Age = new("age_years", "years", 18, 110);
    private static readonly NumberField Height = new("height_cm", "cm", 120, 220);
    private static readonly NumberField Weight = new("weight_kg", "kg", 35, 200);
    private static readonly NumberField Systolic = new("systolic_mmhg", "mmHg", 70, 250);
    private static readonly NumberField Diastolic = new("diastolic_mmhg", "mmHg", 40, 150);
    private static readonly string[] Levels = ["normal", "above_normal", "well_above_normal"];

    public ReadOnlySpan<float> Features => features;

    public static CardioRiskInput Read(ArgumentReader reader)
    {
        var input = new CardioRiskInput(
        [
            (float)reader.Number(Age),
            reader.Choice("sex", "female", "male"),
            (float)reader.Number(Height),
            (float)reader.Number(Weight),
            (float)reader.Number(Systolic),
            (float)reader.Number(Diastolic),
            1 + reader.Choice("cholesterol", Levels),
            1 + reader.Choice("glucose", Levels),
            reader.Flag("smoker") ? 1 : 0,
            reader.Flag("alcohol") ? 1 : 0,
            reader.Flag("physically_active") ? 1 : 0,
        ]);
        CheckPressures(reader, input.Features[4], input.Features[5]);
        return input;
    }

    public void Dispose() => Array.Clear(features);

    private static void CheckPressures(ArgumentReader reader, float systolic, float diastolic)
    {
        // A faulty field reads as 0 and has its own fault already.
        if (systolic > 0 && diastolic >= systolic)
        {
            reader.Add("diastolic_mmhg", $"must be below systolic_mmhg ({systolic} mmHg), got {diastolic}");
        }
    }
}
