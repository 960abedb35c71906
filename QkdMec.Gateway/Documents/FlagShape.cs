using System.Text.Json;

namespace QkdMec.Gateway.Documents;

/// <summary>True or false.</summary>
internal sealed class FlagShape : DocumentShape
{
    public override void Check(JsonElement value, string path, List<string> faults)
    {
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            faults.Add($"{Name(path)} must be true or false.");
        }
    }
}
