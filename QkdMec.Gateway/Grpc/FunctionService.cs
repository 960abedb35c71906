using Google.Protobuf;
using Grpc.Core;
using QkdMec.Gateway.Functions;
using QkdMec.Grpc.Functions;
using QkdMec.Protocols.Jose;
using QkdMec.Protocols.SecurityContexts;

namespace QkdMec.Gateway.Grpc;

/// <summary>The requests to an app context by gRPC: the operations are those of <see cref="FunctionEndpoints"/>.</summary>
internal sealed class FunctionService(FunctionGate gate, StepWatch watch) : SecuredFunctions.SecuredFunctionsBase
{
    /// <inheritdoc/>
    public override async Task<NegotiateReply> Negotiate(NegotiateRequest request, ServerCallContext context)
    {
        var chosen = await RunAsync(context, request, request.Context, call => NegotiationOperation.RunAsync(call, request.ToRecord()));
        return chosen.ToMessage();
    }

    /// <inheritdoc/>
    public override async Task<ActivateKeyReply> ActivateKey(ActivateKeyRequest request, ServerCallContext context)
    {
        await RunAsync(context, request, request.Context, call => request.ToRecord() is { } activation ? KeyOperation.RunAsync(call, activation) : Malformed());
        return new ActivateKeyReply();
    }

    /// <inheritdoc/>
    public override async Task<InvokeReply> Invoke(InvokeRequest request, ServerCallContext context)
    {
        if (request.SealedArguments.Length > MessageLimits.MaxMessageBytes)
        {
            throw GrpcStatuses.Refusal(SecurityContextProblems.TooLarge, movedTo: null);
        }

        var result = await RunAsync(context, request.Context, call => InvocationOperation.RunAsync(call, request.SealedArguments.ToByteArray()));

        // The array is nobody else's, so that it need not be copied.
        return new InvokeReply { SealedResult = UnsafeByteOperations.UnsafeWrap(result.AsMemory()) };
    }

    /// <inheritdoc/>
    public override async Task<ReportStepsReply> ReportSteps(ReportStepsRequest request, ServerCallContext context)
    {
        await RunAsync(context, request, request.Context, call => request.ToRecord() is { } report ? StepOperation.RunAsync(call, report) : Malformed());
        return new ReportStepsReply();
    }

    /// <inheritdoc/>
    public override async Task WatchSteps(WatchStepsRequest request, IServerStreamWriter<WatchedStep> responseStream, ServerCallContext context) =>
        await RunAsync(context, request, request.Context, call => watch.RunAsync(
            context.GetHttpContext(),
            call,
            request.Context.ToAddress(),
            new StepMark(request.After?.Journal ?? 0, request.After?.Number ?? 0),
            (journal, step) => responseStream.WriteAsync(step.ToMessage(journal), call.Cancelled)));

    private Task<T> RunAsync<T>(ServerCallContext context, IMessage document, ContextName? name, Func<FunctionCall, Task<FunctionAnswer<T>>> operation) =>
        document.CalculateSize() > gate.Limits.MaxDocumentBytes
            ? throw GrpcStatuses.Refusal(SecurityContextProblems.TooLarge, movedTo: null)
            : RunAsync(context, name, operation);

    private async Task<T> RunAsync<T>(ServerCallContext context, ContextName? name, Func<FunctionCall, Task<FunctionAnswer<T>>> operation)
    {
        var answer = await gate.RunAsync(context.GetHttpContext(), name.ToAddress(), operation, context.CancellationToken);
        return answer.IsRefused ? throw GrpcStatuses.Refusal(answer.Refusal, answer.MovedTo) : answer.Value!;
    }

    private static Task<FunctionAnswer<bool>> Malformed() => Task.FromResult(FunctionAnswer.Refused<bool>(SecurityContextProblems.Malformed));
}
