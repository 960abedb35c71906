using System.Diagnostics;

namespace QkdMec.Silo.Hosting;

/// <summary>A span for each call of a grain that belongs to a trace, as Orleans has them: the embedded host itself only carries the trace on.</summary>
/// <param name="silo">The silo that runs the grains.</param>
internal sealed class GrainCallSpans(string silo) : IIncomingGrainCallFilter
{
    /// <summary>The activity source.</summary>
    public const string SourceName = "QkdMec.Grains";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>Whether anybody records spans; a silo without the filter is faster.</summary>
    public static bool IsOn => Source.HasListeners();

    /// <inheritdoc/>
    public Task Invoke(IIncomingGrainCallContext context) =>
        RequestContext.Get("traceparent") is string sent && ActivityContext.TryParse(sent, null, isRemote: true, out var caller)
            && Source.StartActivity($"{context.InterfaceMethod.DeclaringType!.Name}/{context.MethodName}", ActivityKind.Server, caller) is { } span
            ? TraceAsync(span, context)
            : context.Invoke();

    private async Task TraceAsync(Activity span, IIncomingGrainCallContext context)
    {
        using (span)
        {
            span.SetTag("rpc.system.name", "qkdmec");
            span.SetTag("rpc.method", span.OperationName);
            span.SetTag("qkdmec.silo", silo);
            try
            {
                await context.Invoke();
            }
            catch (Exception fault)
            {
                // The type alone: it goes on to the caller as it is.
                span.SetStatus(ActivityStatusCode.Error);
                span.SetTag("error.type", fault.GetType().FullName);
                throw;
            }
        }
    }
}
