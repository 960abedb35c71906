using System.Diagnostics;
using QkdMec.Grains.Functions;

namespace QkdMec.Functions.Runtime;

/// <summary>The spans of functions that run: name, activation and how it ended; never an argument or a result.</summary>
internal static class FunctionSpans
{
    /// <summary>The activity source.</summary>
    public const string SourceName = "QkdMec.Functions";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>A function begins; null when nobody records it.</summary>
    public static Activity? Begin(in FunctionInvocation invocation)
    {
        var span = Source.StartActivity("run function");
        span?.SetTag("faas.name", invocation.Function);
        span?.SetTag("faas.invocation_id", invocation.Id.ToString());
        return span;
    }

    /// <summary>A function is handed to a worker; null when nobody records it.</summary>
    public static Activity? BeginForwarding(in FunctionInvocation invocation)
    {
        var span = Source.StartActivity("forward function");
        span?.SetTag("faas.name", invocation.Function);
        span?.SetTag("faas.invocation_id", invocation.Id.ToString());
        return span;
    }

    /// <summary>It ended.</summary>
    public static void Ended(this Activity? span, ActivationRecord record)
    {
        span?.SetTag("faas.version", record.Version);
        span?.SetTag("qkdmec.outcome", record.Status.ToString());
        if (record.Status != FunctionStatus.Success)
        {
            span?.SetStatus(ActivityStatusCode.Error);
        }
    }
}
