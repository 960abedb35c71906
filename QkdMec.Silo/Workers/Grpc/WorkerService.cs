using Google.Protobuf;
using Grpc.Core;
using QkdMec.Functions.Workers;
using QkdMec.Grains.Identity;
using QkdMec.Grpc.Workers;

namespace QkdMec.Silo.Workers.Grpc;

/// <summary>The requests of hosts by gRPC. Who the host is stands in the certificate of the connection, which TLS has checked.</summary>
internal sealed class WorkerService(WorkerDesk desk) : FunctionWorker.FunctionWorkerBase
{
    /// <inheritdoc/>
    public override async Task<ActivateWorkerKeyReply> ActivateKey(ActivateWorkerKeyRequest request, ServerCallContext context)
    {
        var host = HostOf(context);
        var refusal = Guid.TryParseExact(request.KeyId, "D", out var key)
            ? await desk.ActivateKeyAsync(host, new WorkerKey(request.Session, request.Generation, key), context.CancellationToken)
            : WorkerRefusal.NotAuthentic;
        return new ActivateWorkerKeyReply { Refusal = (Refusal)refusal };
    }

    /// <inheritdoc/>
    public override async Task<RunReply> Run(RunRequest request, ServerCallContext context)
    {
        var answer = await desk.RunAsync(HostOf(context), request.Session, request.SealedActivation.Memory, context.CancellationToken);

        // The bytes are nobody else's, so that they need not be copied.
        return new RunReply { Refusal = (Refusal)answer.Refusal, SealedOutcome = UnsafeByteOperations.UnsafeWrap(answer.SealedOutcome) };
    }

    private SaeId HostOf(ServerCallContext context) =>
        WorkerTls.SaeOf(context.GetHttpContext().Connection.ClientCertificate) is { } host && desk.Serves(host)
            ? host
            : throw new RpcException(new Status(StatusCode.PermissionDenied, "this worker does not serve that SAE"));
}
