namespace QkdMec.Tests.Processes.Telemetry;

/// <summary>The names and values that OTLP puts beside spans, log records and resources.</summary>
internal static class OtlpText
{
    /// <summary>Attributes of a field.</summary>
    public static IReadOnlyDictionary<string, string> Attributes(ProtoMessage message, int field) =>
        message.Messages(field).ToDictionary(pair => pair.Text(1), pair => ValueOf(pair.Message(2)), StringComparer.Ordinal);

    /// <summary>A value: text, a number, or a list of texts.</summary>
    public static string ValueOf(ProtoMessage? value) => value switch
    {
        null => "",
        _ when value.Has(1) => value.Text(1),
        _ when value.Has(3) => $"{value.Number(3)}",
        _ when value.Message(5) is { } list => string.Join(',', list.Messages(1).Select(ValueOf)),
        _ => "",
    };
}
