using QkdMec.Functions.Networks.Onnx;

namespace QkdMec.Functions.Networks;

/// <summary>The metadata properties of a model file.</summary>
internal sealed class ModelMetadata
{
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);
    private readonly string fileName;

    public ModelMetadata(IEnumerable<StringStringEntryProto> entries, string fileName)
    {
        this.fileName = fileName;
        foreach (var entry in entries)
        {
            if (!values.TryAdd(entry.Key, entry.Value))
            {
                throw new ModelRefusedException(fileName, $"its metadata names {entry.Key} twice");
            }
        }
    }

    public string Get(string key) => values.GetValueOrDefault(key) is { Length: > 0 } value
        ? value
        : throw new ModelRefusedException(fileName, $"its metadata lacks {key}");

    public void Require(string key, string expected)
    {
        var value = Get(key);
        if (!string.Equals(value, expected, StringComparison.Ordinal))
        {
            throw new ModelRefusedException(fileName, $"its metadata {key} is '{value}', not '{expected}'");
        }
    }
}
