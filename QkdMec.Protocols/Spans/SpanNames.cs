namespace QkdMec.Protocols.Spans;

/// <summary>Names of spans that more than one project speaks of.</summary>
public static class SpanNames
{
    /// <summary>A perimeter's SAE agrees a key with a host's SAE: by itself, when it is due before a request needs it.</summary>
    public const string AgreeKey = "agree key";
}
