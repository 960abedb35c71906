using System.Text.Json;

namespace QkdMec.Gateway.Documents;

/// <summary>A number within limits.</summary>
/// <param name="lowest">The lowest value.</param>
/// <param name="highest">The highest value.</param>
/// <param name="whole">Whether it must be a whole number.</param>
internal sealed class NumberShape(double lowest, double highest, bool whole) : DocumentShape
{
    public override void Check(JsonElement value, string path, List<string> faults)
    {
        if (value.ValueKind != JsonValueKind.Number || (whole && !value.TryGetInt64(out _)) || !value.TryGetDouble(out var number))
        {
            faults.Add($"{Name(path)} must be a {(whole ? "whole number" : "number")}.");
        }
        else if (!double.IsFinite(number) || number < lowest || number > highest)
        {
            faults.Add($"{Name(path)} must be from {lowest} to {highest}.");
        }
    }
}
