using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Net.Client;
using QkdMec.Client.Access;
using QkdMec.Grpc.Functions;
using QkdMec.Protocols.Jose;
using QkdMec.Protocols.Spans;
using QkdMec.Protocols.Steps;
using QkdMec.Protocols.Tls;

namespace QkdMec.Client.Saes.Grpc;

/// <summary>gRPC to the edge: bounded in time and size, refusals and broken connections as values.</summary>
internal sealed class GrpcEdge : IDisposable
{
    private const string ProblemTrailer = "qkdmec-problem";
    private const string LocationTrailer = "location";
    private const int RoomForNames = 1024;

    private readonly GrpcChannel channel;

    /// <summary>A connection to the edge.</summary>
    /// <param name="gateway">Where the gateway takes gRPC.</param>
    /// <param name="token">The token that it is shown; null: none.</param>
    /// <param name="authorities">The authorities that may vouch for it; null: those that this machine trusts.</param>
    public GrpcEdge(Uri gateway, TokenSource? token = null, X509Certificate2Collection? authorities = null)
    {
        var sockets = new SocketsHttpHandler
        {
            UseProxy = false, SslOptions = TrustedAuthorities.ClientOptions(authorities), EnableMultipleHttp2Connections = true,
            ConnectTimeout = TimeSpan.FromSeconds(3), PooledConnectionLifetime = TimeSpan.FromMinutes(10), KeepAlivePingDelay = TimeSpan.FromSeconds(30),
        };
        channel = GrpcChannel.ForAddress(gateway, new GrpcChannelOptions
        {
            HttpHandler = new AuthorisingHandler(token ?? TokenSource.None, sockets), DisposeHttpClient = true, ThrowOperationCanceledOnCancellation = true,
            MaxReceiveMessageSize = MessageLimits.MaxMessageBytes + RoomForNames, CompressionProviders = [],

            // What is repeated is decided where it is known whether a function may run twice.
            MaxRetryAttempts = 1,
        });
        Functions = new SecuredFunctions.SecuredFunctionsClient(channel);
    }

    /// <summary>The requests.</summary>
    public SecuredFunctions.SecuredFunctionsClient Functions { get; }

    /// <summary>Sends a request and waits for its answer. Without a trace id it belongs to no trace.</summary>
    public static async Task<ChannelAnswer> SendAsync<T>(
        Func<CallOptions, AsyncUnaryCall<T>> send, Func<T, byte[]> read, string traceId, TimeSpan within, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(within);
        try
        {
            using var call = send(new CallOptions(HeadersOf(traceId), cancellationToken: limit.Token));
            return new ChannelAnswer(ChannelAnswer.Ok, read(await call));
        }
        catch (RpcException fault)
        {
            return AnswerTo(fault);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ChannelAnswer.Of(ChannelAnswer.TimedOut);
        }
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => channel.Dispose();

    private static Metadata HeadersOf(string traceId)
    {
        // As EdgeConnection: what is not traced here is still one trace for the edge.
        var headers = new Metadata();
        if (!CurrentTrace.IsRecorded)
        {
            headers.Add(TraceParent.HeaderName, TraceParent.Of(traceId, isSampled: traceId.Length > 0 && !PerimeterSpans.IsOn));
        }

        return headers;
    }

    private static ChannelAnswer AnswerTo(RpcException fault)
    {
        TimeSpan? retryAfter = int.TryParse(fault.Trailers.GetValue("retry-after"), out var seconds) ? TimeSpan.FromSeconds(seconds) : null;
        if (fault.Trailers.GetValue(ProblemTrailer) is { Length: > 0 } code)
        {
            var isPlace = Uri.TryCreate(fault.Trailers.GetValue(LocationTrailer), UriKind.Relative, out var place);
            return ChannelAnswer.Of(code, retryAfter) with { Location = isPlace ? place : null };
        }

        return ChannelAnswer.Of(WasNotSent(fault.Status.DebugException) ? ChannelAnswer.Unreachable : ChannelAnswer.Broken);
    }

    // The client connects by itself and then tells the socket's fault as it is; what breaks later is wrapped.
    private static bool WasNotSent(Exception? fault) => fault is SocketException or TimeoutException
        or HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError };
}
