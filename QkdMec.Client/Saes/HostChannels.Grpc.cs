using QkdMec.Client.Saes.Grpc;

namespace QkdMec.Client.Saes;

/// <summary>What a build with gRPC adds.</summary>
internal sealed partial class HostChannels
{
    private GrpcEdge? grpc;

    static partial void TellGrpc(ref bool has) => has = true;

    partial void OpenGrpc(Uri gateway, string referenceUri, ref IHostChannel? channel)
    {
        var edge = LazyInitializer.EnsureInitialized(ref grpc, () => new GrpcEdge(gateway, options.Token, options.GatewayAuthorities))!;
        channel = new GrpcHostChannel(edge, referenceUri, new ChannelLimits(options.InvokeWithin));
    }

    partial void CloseGrpc() => grpc?.Dispose();
}
