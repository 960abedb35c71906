using Grpc.Core;
using Grpc.Net.Client;
using QkdMec.Grpc.Functions;

namespace QkdMec.Tests.Wire.Functions.Grpc;

/// <summary>A plain gRPC client, as a device application would have one.</summary>
internal sealed class GrpcCalls : IDisposable
{
    private readonly GrpcChannel channel;

    public GrpcCalls(Uri address, HttpClient? http = null)
    {
        channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions { HttpClient = http, DisposeHttpClient = true });
        Functions = new SecuredFunctions.SecuredFunctionsClient(channel);
    }

    public SecuredFunctions.SecuredFunctionsClient Functions { get; }

    public CallInvoker Invoker => channel.CreateCallInvoker();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static Metadata With(string? token) => token is null ? [] : new Metadata { { "authorization", $"Bearer {token}" } };

    public static ContextName Name(string context, string host = "edge-1") => new() { Site = "edge", Host = host, ContextId = context };

    public static NegotiateRequest Offer(string context) => new() { Context = Name(context), SaeId = "sae-hospital", CipherSuites = { "A256GCM" } };

    /// <summary>Demands a refusal; its status, problem and time to try again.</summary>
    public static async Task<(StatusCode Status, string? Problem, string? RetryAfter)> RefusedAsync<T>(AsyncUnaryCall<T> call)
    {
        var fault = await Assert.ThrowsAsync<RpcException>(async () => await call);
        Assert.NotEmpty(fault.Status.Detail);
        return (fault.StatusCode, fault.Trailers.GetValue("qkdmec-problem"), fault.Trailers.GetValue("retry-after"));
    }

    public Task<(StatusCode Status, string? Problem, string? RetryAfter)> RefusedOfferAsync(string context, string? token = null) =>
        RefusedAsync(Functions.NegotiateAsync(Offer(context), With(token), cancellationToken: Stop));

    public AsyncServerStreamingCall<WatchedStep> Watch(string context, StepPosition? after = null, string? token = null, string host = "edge-1") =>
        Functions.WatchSteps(new WatchStepsRequest { Context = Name(context, host), After = after }, With(token), cancellationToken: Stop);

    /// <summary>Reads until a step comes.</summary>
    public static async Task<WatchedStep> ReadUntilAsync(AsyncServerStreamingCall<WatchedStep> watch, string step)
    {
        while (await watch.ResponseStream.MoveNext(Stop))
        {
            if (watch.ResponseStream.Current.Step == step)
            {
                return watch.ResponseStream.Current;
            }
        }

        throw new InvalidOperationException($"the stream ended before {step}");
    }

    /// <summary>Reads to the end.</summary>
    public static async Task<List<WatchedStep>> ReadToEndAsync(AsyncServerStreamingCall<WatchedStep> watch)
    {
        var steps = new List<WatchedStep>();
        while (await watch.ResponseStream.MoveNext(Stop))
        {
            steps.Add(watch.ResponseStream.Current);
        }

        return steps;
    }

    public void Dispose() => channel.Dispose();
}
