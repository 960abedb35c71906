using System.Text.Json;

namespace QkdMec.Gateway.Documents;

/// <summary>An object with known attributes.</summary>
/// <param name="attributes">The attributes.</param>
/// <param name="open">Whether others may be there too.</param>
internal sealed class ObjectShape(DocumentAttribute[] attributes, bool open = false) : DocumentShape
{
    public override void Check(JsonElement value, string path, List<string> faults)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            faults.Add($"{Name(path)} must be an object.");
            return;
        }

        foreach (var attribute in attributes.Where(attribute => attribute.IsMandatory && !value.TryGetProperty(attribute.Name, out _)))
        {
            faults.Add($"'{Below(path, attribute.Name)}' is mandatory.");
        }

        foreach (var member in value.EnumerateObject())
        {
            if (Array.Find(attributes, attribute => attribute.Name == member.Name) is { } known)
            {
                known.Shape.Check(member.Value, Below(path, member.Name), faults);
            }
            else if (!open)
            {
                faults.Add($"'{Below(path, member.Name)}' is not known.");
            }
        }
    }

    private static string Below(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}

/// <summary>An attribute of an object.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">What its value must look like.</param>
/// <param name="IsMandatory">Whether it must be there.</param>
internal sealed record DocumentAttribute(string Name, DocumentShape Shape, bool IsMandatory = false)
{
    /// <summary>An attribute that must be there.</summary>
    public static DocumentAttribute Mandatory(string name, DocumentShape shape) => new(name, shape, true);

    /// <summary>An attribute that may be there.</summary>
    public static DocumentAttribute Optional(string name, DocumentShape shape) => new(name, shape);
}
