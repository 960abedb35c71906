using QkdMec.Client.Saes;
using QkdMec.Client.Saes.Grpc;
using QkdMec.Gateway.Hosting;

namespace QkdMec.Tests.Contracts.FunctionChannels.Grpc;

/// <summary>The requests to a context by gRPC, on a listener without TLS.</summary>
public sealed class GrpcFunctionChannelTests : FunctionChannelContract
{
    private GrpcEdge? edge;

    protected override GatewayOptions Listener => new() { Address = new Uri("http://127.0.0.1:0"), PlainGrpcAddress = new Uri("http://127.0.0.1:0") };

    private protected override IHostChannel Open(IReadOnlyList<string> listeners, string referenceUri) =>
        new GrpcHostChannel(edge ??= new GrpcEdge(new Uri(listeners[1])), referenceUri, Patient);

    protected override void Close() => edge?.Dispose();
}
