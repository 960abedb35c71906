using QkdMec.Silo.Hosting.Calls;

namespace QkdMec.Silo.Hosting;

/// <summary>Refuses what a gateway has no business to call, before the grain sees it.</summary>
internal sealed partial class ClientCallFilter(ClusterCallInstruments instruments, ILogger<ClientCallFilter> logger) : IIncomingGrainCallFilter
{
    /// <inheritdoc/>
    public Task Invoke(IIncomingGrainCallContext context) =>
        !ClientCalls.AreFrom(context.SourceId) || GatewayCalls.Include(context.InterfaceMethod) ? context.Invoke() : Refuse(context);

    private Task Refuse(IIncomingGrainCallContext context)
    {
        instruments.MethodRefused();
        LogRefused(context.InterfaceName, context.MethodName, context.SourceId);
        return Task.FromException(new UnauthorizedAccessException($"a gateway may not call {context.InterfaceName}.{context.MethodName}"));
    }

    [LoggerMessage(LogLevel.Warning, "Refused the call of {Method} of {Grain} by {Caller}: no gateway calls it")]
    private partial void LogRefused(string grain, string method, GrainId? caller);
}
