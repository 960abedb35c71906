using System.Diagnostics;

namespace QkdMec.Protocols.Qkd014Clients;

/// <summary>The spans of requests to a KME: operation, KME and outcome; never a key or a key id.</summary>
internal static class KeyClientSpans
{
    /// <summary>The activity source.</summary>
    public const string SourceName = "QkdMec.KeyClients";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>A request begins; null when nobody records it.</summary>
    public static Activity? Begin(string operation, Uri? kme)
    {
        var span = Source.StartActivity(operation, ActivityKind.Client);
        span?.SetTag("server.address", kme?.Host);
        span?.SetTag("server.port", kme?.Port);
        return span;
    }

    /// <summary>It was answered.</summary>
    public static void Answered(this Activity? span, KeyAnswerStatus status)
    {
        span?.SetTag("qkdmec.outcome", status.ToString());
        if (status != KeyAnswerStatus.Delivered)
        {
            span?.SetStatus(ActivityStatusCode.Error);
        }
    }
}
