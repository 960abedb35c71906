using QkdMec.Gateway.Documents;
using static QkdMec.Gateway.Documents.DocumentAttribute;

namespace QkdMec.Gateway.Operator;

/// <summary>The documents that change MEC hosts.</summary>
internal static class HostShapes
{
    private const int Largest = 1_000_000_000;

    private static readonly NumberShape Amount = new(1, Largest, whole: true);

    /// <summary>A host that is to take contexts.</summary>
    public static readonly ObjectShape Terms = new(
    [
        Optional("contexts", Amount),
        Optional("memoryMegabytes", Amount),
        Optional("countryCode", new TextShape(2, 2, new TextRule(IsCountry, "two capital letters"))),
    ]);

    /// <summary>What a platform measures.</summary>
    public static readonly ObjectShape Telemetry = new([Mandatory("load", new NumberShape(0, 1, whole: false))]);

    /// <summary>Whether a text has the form of a country code.</summary>
    public static bool IsCountry(string text) => text.Length == 2 && text.All(char.IsAsciiLetterUpper);
}
