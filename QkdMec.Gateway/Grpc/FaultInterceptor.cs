using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.Logging;
using QkdMec.Gateway.Hosting;

namespace QkdMec.Gateway.Grpc;

/// <summary>The edge of a gRPC request: whatever comes out becomes a status, as over HTTP.</summary>
internal sealed partial class FaultInterceptor(ILogger<FaultInterceptor> logger) : Interceptor
{
    /// <inheritdoc/>
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(request, context);
        }
        catch (Exception fault) when (IsOurs(fault, context))
        {
            throw Describe(fault, context);
        }
    }

    /// <inheritdoc/>
    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(request, responseStream, context);
        }
        catch (Exception fault) when (IsOurs(fault, context))
        {
            throw Describe(fault, context);
        }
    }

    // A client that is gone or whose deadline is over is told by the server itself.
    private static bool IsOurs(Exception fault, ServerCallContext context) => fault is not RpcException && !context.CancellationToken.IsCancellationRequested;

    private RpcException Describe(Exception fault, ServerCallContext context)
    {
        var answer = FaultAnswer.Of(fault);
        if (answer.IsUnavailable)
        {
            LogUnavailable(context.Method, fault);
        }
        else if (answer.IsBug)
        {
            LogBug(context.Method, fault);
        }

        return GrpcStatuses.Fault(answer.Status, answer.Code, answer.Detail, answer.IsUnavailable ? "2" : null);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Method} was answered UNAVAILABLE")]
    private partial void LogUnavailable(string method, Exception fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} was answered INTERNAL")]
    private partial void LogBug(string method, Exception fault);
}
