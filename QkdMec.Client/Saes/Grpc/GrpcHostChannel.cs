using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using QkdMec.Grpc.Functions;
using QkdMec.Protocols.SecurityContexts;
using QkdMec.Protocols.Steps;

namespace QkdMec.Client.Saes.Grpc;

/// <summary>The requests to one app context by gRPC.</summary>
internal sealed class GrpcHostChannel(GrpcEdge edge, string referenceUri, ChannelLimits limits) : IHostChannel
{
    private readonly ContextName context = NameIn(referenceUri);

    public Task<ChannelAnswer> NegotiateAsync(NegotiationRequest offer, string traceId, CancellationToken cancellationToken)
    {
        var request = new NegotiateRequest { Context = context, SaeId = offer.SaeId, CipherSuites = { offer.CipherSuites } };
        return GrpcEdge.SendAsync(call => edge.Functions.NegotiateAsync(request, call), ReadChoice, traceId, limits.AgreeWithin, cancellationToken);
    }

    public Task<ChannelAnswer> ActivateAsync(KeyActivationRequest key, string traceId, CancellationToken cancellationToken)
    {
        var request = new ActivateKeyRequest
        {
            Context = context, SaeId = key.SaeId, CipherSuite = key.CipherSuite, Generation = key.Generation, KeyId = key.KeyId.ToString("D"),
        };
        return GrpcEdge.SendAsync(call => edge.Functions.ActivateKeyAsync(request, call), _ => [], traceId, limits.AgreeWithin, cancellationToken);
    }

    public Task<ChannelAnswer> InvokeAsync(byte[] message, string traceId, CancellationToken cancellationToken)
    {
        var request = new InvokeRequest { Context = context, SealedArguments = UnsafeByteOperations.UnsafeWrap(message) };
        return GrpcEdge.SendAsync(call => edge.Functions.InvokeAsync(request, call), reply => reply.SealedResult.ToByteArray(), traceId, limits.InvokeWithin, cancellationToken);
    }

    public Task<ChannelAnswer> ReportAsync(IReadOnlyList<StepRecord> steps, CancellationToken cancellationToken)
    {
        var reported = steps.Select(step => new ReportedStep { Step = step.Step, At = Timestamp.FromDateTimeOffset(step.At), Outcome = step.Outcome, TraceId = step.TraceId });
        var request = new ReportStepsRequest { Context = context, Steps = { reported } };
        return GrpcEdge.SendAsync(call => edge.Functions.ReportStepsAsync(request, call), _ => [], "", limits.AgreeWithin, cancellationToken);
    }

    private static byte[] ReadChoice(NegotiateReply reply) => JsonSerializer.SerializeToUtf8Bytes(
        new NegotiationAnswer(reply.SaeId, reply.CipherSuite, reply.KeyBits, reply.Generation), SecurityContextJson.Default.NegotiationAnswer);

    private static ContextName NameIn(string referenceUri) => new Uri(referenceUri).AbsolutePath.TrimEnd('/').Split('/') is [.., var site, var host, var id]
        ? new ContextName { Site = site, Host = host, ContextId = id }
        : throw new FormatException($"'{referenceUri}' names no context");
}
