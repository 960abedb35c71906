using System.Diagnostics;
using QkdMec.Protocols.Spans;

namespace QkdMec.Client.Saes;

/// <summary>The spans of the client perimeter. None holds anything of a payload or a key.</summary>
internal static class PerimeterSpans
{
    /// <summary>The activity source.</summary>
    public const string SourceName = "QkdMec.ClientPerimeter";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>Whether anybody records spans here, so that what is not recorded was left out on purpose.</summary>
    public static bool IsOn => Source.HasListeners();

    /// <summary>The device app opens an app context.</summary>
    public static Activity? OpenContext(string app) => Begin("open context")?.SetTag("qkdmec.app", app);

    /// <summary>The SAE agrees a key that a request waits for.</summary>
    public static Activity? AgreeKey() => Begin(SpanNames.AgreeKey);

    /// <summary>The SAE agrees a key ahead of need: a trace of its own, whichever request it was that found the key old.</summary>
    public static Activity? AgreeKeyAhead()
    {
        CurrentTrace.Leave();
        return Begin(SpanNames.AgreeKey);
    }

    /// <summary>The SAE has a function invoked: seals, sends, opens.</summary>
    public static Activity? InvokeFunction() => Begin("invoke function");

    private static Activity? Begin(string name) => Source.StartActivity(name);
}
