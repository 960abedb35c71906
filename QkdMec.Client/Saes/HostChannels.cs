using QkdMec.Client.ReverseProxies;

namespace QkdMec.Client.Saes;

/// <summary>Opens the ways to hosts: over HTTP, or by gRPC where the perimeter is told so.</summary>
internal sealed partial class HostChannels(EdgeConnection edge, ClientPerimeterOptions options) : IDisposable
{
    /// <summary>Whether this build has gRPC.</summary>
    public static bool HasGrpc
    {
        get
        {
            var has = false;
            TellGrpc(ref has);
            return has;
        }
    }

    /// <summary>The way to one app context.</summary>
    /// <exception cref="FormatException">The address names no context.</exception>
    public IHostChannel Open(string referenceUri)
    {
        IHostChannel? channel = null;
        if (options.GatewayGrpc is { } gateway)
        {
            OpenGrpc(gateway, referenceUri, ref channel);
        }

        return channel ?? new HostChannel(edge, referenceUri, new ChannelLimits(options.InvokeWithin));
    }

    /// <summary>Closes what was opened.</summary>
    public void Dispose() => CloseGrpc();

    // In a build without gRPC these are nothing: HostChannels.Grpc.cs is left out of it.
    static partial void TellGrpc(ref bool has);

    partial void OpenGrpc(Uri gateway, string referenceUri, ref IHostChannel? channel);

    partial void CloseGrpc();
}
