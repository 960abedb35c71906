using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using QkdMec.Functions.Library.CardioRisk;
using QkdMec.Functions.Library.CovidRisk;
using QkdMec.Functions.Library.EcgMonitor;
using QkdMec.Functions.Networks;
using QkdMec.Grains.Functions;

namespace QkdMec.Tests.Unit.Functions;

/// <summary>Calls a built-in function with text and reads its answer.</summary>
internal sealed record FunctionCall(FunctionStatus Status, JsonElement Answer)
{
    /// <summary>The message of each fault, in order.</summary>
    public IEnumerable<string> Faults => Answer.GetProperty("faults").EnumerateArray().Select(fault => fault.GetProperty("message").GetString()!);

    public static IFunction CardioRisk { get; } = new CardioRiskFunction(OnnxModelReader.ReadEmbedded(CardioRiskModel.Schema));

    public static IFunction CovidRisk { get; } = new CovidRiskFunction(OnnxModelReader.ReadEmbedded(CovidRiskModel.Schema));

    public static IFunction EcgMonitor { get; } = new EcgMonitorFunction(OnnxModelReader.ReadEmbedded(EcgMonitorModel.Schema));

    public static async Task<FunctionCall> InvokeAsync(IFunction function, string arguments)
    {
        using var result = await function.InvokeAsync(Encoding.UTF8.GetBytes(arguments), TestContext.Current.CancellationToken);
        return new FunctionCall(result.Status, JsonDocument.Parse(result.Utf8Json.ToArray()).RootElement.Clone());
    }

    /// <summary>Changes one field of a JSON object; a value of null takes the field away.</summary>
    public static string With(string arguments, string field, string? value)
    {
        var node = JsonNode.Parse(arguments)!.AsObject();
        node.Remove(field);
        if (value is not null)
        {
            node[field] = JsonNode.Parse(value);
        }

        return node.ToJsonString();
    }
}
