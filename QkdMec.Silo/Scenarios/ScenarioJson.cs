using System.Text.Json;
using System.Text.Json.Serialization;

namespace QkdMec.Silo.Scenarios;

/// <summary>Scenario files: JSON in camel case; comments are welcome, misspelt members are not.</summary>
internal static class ScenarioJson
{
    /// <summary>The options. Not source-generated: a generated reader would replace the defaults of missing members by null.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false,
        NumberHandling = JsonNumberHandling.Strict,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        RespectNullableAnnotations = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
    };
}
