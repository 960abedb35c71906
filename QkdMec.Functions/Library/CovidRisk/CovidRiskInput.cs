using QkdMec.Functions.Arguments;

namespace QkdMec.Functions.Library.CovidRisk;

/// <summary>The arguments of covid-risk as features of its model, in the model's order and units.</summary>
/// <param name="features">The features; overwritten on dispose.</param>
internal sealed class CovidRiskInput(float[] features) : IDisposable
{
    private const int FirstFlag = 2;
    private static readonly NumberField Age = new("age_years", "years", 0, 110);

    public ReadOnlySpan<float> Features => features;

    public static CovidRiskInput Read(ArgumentReader reader)
    {
        var names = CovidRiskModel.Schema.Features;
        var features = new float[names.Length];
        features[0] = (float)reader.Number(Age);
        features[1] = reader.Choice("sex", "female", "male");
        for (var index = FirstFlag; index < names.Length; index++)
        {
            features[index] = reader.Flag(names[index]) ? 1 : 0;
        }

        if (features is [_, 1, 1, ..])
        {
            reader.Add("pregnant", "must be false where sex is \"male\", got true");
        }

        return new CovidRiskInput(features);
    }

    public void Dispose() => Array.Clear(features);
}
