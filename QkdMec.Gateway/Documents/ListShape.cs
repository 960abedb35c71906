using System.Text.Json;

namespace QkdMec.Gateway.Documents;

/// <summary>A list of alike values.</summary>
/// <param name="item">Each of them.</param>
/// <param name="fewest">The fewest.</param>
internal sealed class ListShape(DocumentShape item, int fewest = 0) : DocumentShape
{
    public override void Check(JsonElement value, string path, List<string> faults)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            faults.Add($"{Name(path)} must be a list.");
            return;
        }

        if (value.GetArrayLength() < fewest)
        {
            faults.Add($"{Name(path)} must have at least {fewest} item{(fewest == 1 ? "" : "s")}.");
        }

        var place = 0;
        foreach (var entry in value.EnumerateArray())
        {
            item.Check(entry, $"{path}[{place++}]", faults);
        }
    }
}
