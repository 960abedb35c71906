using System.Text.Json;

namespace QkdMec.Functions.Arguments;

/// <summary>Words for JSON values in fault messages.</summary>
internal static class JsonTexts
{
    private const int LongestText = 40;

    public static string Describe(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => $"a list of {element.GetArrayLength()}",
        JsonValueKind.Object => "an object",
        _ => Shorten(element.GetRawText()),
    };

    /// <summary>The name of a property; what no text can be made of, such as half a surrogate pair, is a name that no function has.</summary>
    /// <param name="property">The property.</param>
    /// <returns>The name.</returns>
    public static string NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return "(no valid text)";
        }
    }

    /// <summary>Whether a value is a text. What no text can be made of is not.</summary>
    /// <param name="element">The value.</param>
    /// <param name="text">The text.</param>
    /// <returns>Whether they are equal.</returns>
    public static bool IsText(JsonElement element, string text)
    {
        try
        {
            return element.ValueKind == JsonValueKind.String && element.ValueEquals(text);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    public static string Shorten(string text) => text.Length <= LongestText ? text : text[..LongestText] + "…";
}
