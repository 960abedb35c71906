using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using QkdMec.Functions.Workers;
using QkdMec.Grpc.Workers;
using QkdMec.Protocols.Jose;

namespace QkdMec.Silo.Workers.Grpc;

/// <summary>A host's way to one worker by gRPC, bounded in time and size.</summary>
internal sealed class GrpcWorkerChannel : IWorkerChannel, IDisposable
{
    private readonly GrpcChannel channel;
    private readonly FunctionWorker.FunctionWorkerClient worker;
    private readonly TimeSpan answerWithin;

    /// <summary>A channel that connects when it is used.</summary>
    public GrpcWorkerChannel(WorkerAddress address)
    {
        answerWithin = address.AnswerWithin;
        channel = GrpcChannel.ForAddress(address.Address, new GrpcChannelOptions
        {
            // Not as a handler: a channel that connects by itself tries less and less often, and misses for minutes that a worker is back.
            HttpClient = new HttpClient(HandlerOf(address)) { Timeout = Timeout.InfiniteTimeSpan },
            DisposeHttpClient = true, ThrowOperationCanceledOnCancellation = true, CompressionProviders = [],
            MaxReceiveMessageSize = MessageForm.Activation.MaxMessageBytes + WorkerListener.RoomForNames,

            // What may be sent again is decided where it is known whether a function may have run.
            MaxRetryAttempts = 1,
        });
        worker = new FunctionWorker.FunctionWorkerClient(channel);
    }

    /// <inheritdoc/>
    public async Task<WorkerRefusal> ActivateKeyAsync(WorkerKey key, CancellationToken cancellationToken)
    {
        var request = new ActivateWorkerKeyRequest { Session = key.Session, Generation = key.Generation, KeyId = key.KeyId.ToString("D") };
        try
        {
            using var call = worker.ActivateKeyAsync(request, new CallOptions(cancellationToken: cancellationToken));
            return RefusalOf((await call).Refusal);
        }
        catch (RpcException)
        {
            // A key that was not heard of is never used.
            return WorkerRefusal.Unreachable;
        }
    }

    /// <inheritdoc/>
    public async Task<WorkerAnswer> RunAsync(string session, ReadOnlyMemory<byte> activation, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(answerWithin);
        var request = new RunRequest { Session = session, SealedActivation = UnsafeByteOperations.UnsafeWrap(activation) };
        try
        {
            using var call = worker.RunAsync(request, new CallOptions(cancellationToken: limit.Token));
            var reply = await call;
            return new WorkerAnswer(RefusalOf(reply.Refusal), reply.SealedOutcome.Memory);
        }
        catch (RpcException fault)
        {
            return WorkerAnswer.Refused(WasNotSent(fault.Status.DebugException) ? WorkerRefusal.Unreachable : WorkerRefusal.Lost);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return WorkerAnswer.Refused(WorkerRefusal.Lost);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => channel.Dispose();

    // A refusal of a later version may mean anything.
    private static WorkerRefusal RefusalOf(Refusal refusal) => Enum.IsDefined(refusal) ? (WorkerRefusal)refusal : WorkerRefusal.Lost;

    private static SocketsHttpHandler HandlerOf(WorkerAddress address) => new()
    {
        UseProxy = false, AllowAutoRedirect = false, UseCookies = false, SslOptions = address.Tls, EnableMultipleHttp2Connections = true,
        ConnectTimeout = address.ConnectWithin, PooledConnectionLifetime = TimeSpan.FromMinutes(10),

        // A machine that is gone says nothing: what runs there is given up.
        KeepAlivePingDelay = address.SilentFor, KeepAlivePingTimeout = address.SilentFor,
    };

    private static bool WasNotSent(Exception? fault) => fault is HttpRequestException
    {
        HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError,
    };
}
