using System.Text.Json;

namespace QkdMec.Gateway.Documents;

/// <summary>A text of limited length without control characters.</summary>
/// <param name="longest">The most characters (code points).</param>
/// <param name="shortest">The fewest.</param>
/// <param name="rule">What else must hold, with its words; null for nothing.</param>
internal sealed class TextShape(int longest = int.MaxValue, int shortest = 1, TextRule? rule = null) : DocumentShape
{
    public override void Check(JsonElement value, string path, List<string> faults)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            faults.Add($"{Name(path)} must be a text.");
            return;
        }

        var text = value.GetString()!;
        var length = text.EnumerateRunes().Count();
        if (length < shortest || length > longest)
        {
            var limits = longest == int.MaxValue ? $"at least {shortest}" : $"{shortest} to {longest}";
            faults.Add($"{Name(path)} has {length} characters: give {limits}.");
        }
        else if (text.Any(char.IsControl))
        {
            faults.Add($"{Name(path)} holds a control character.");
        }
        else if (rule is not null && !rule.Holds(text))
        {
            faults.Add($"{Name(path)} must be {rule.Words}.");
        }
    }
}

/// <summary>A rule for a text.</summary>
/// <param name="Holds">Whether a text keeps it.</param>
/// <param name="Words">What the text must be.</param>
internal sealed record TextRule(Func<string, bool> Holds, string Words);
