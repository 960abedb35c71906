using System.Text.Json;

namespace QkdMec.Gateway.Documents;

/// <summary>What a part of a JSON document must look like. Shapes are tables: every rule of an interface stands in one place and is named in the answer.</summary>
internal abstract class DocumentShape
{
    /// <summary>Adds what is wrong with a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="path">Where it stands, such as <c>appInfo.appName</c>; empty for the whole document.</param>
    /// <param name="faults">Takes the faults.</param>
    public abstract void Check(JsonElement value, string path, List<string> faults);

    /// <summary>How a place is called in a fault.</summary>
    protected static string Name(string path) => path.Length == 0 ? "The document" : $"'{path}'";
}
