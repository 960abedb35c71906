using System.Collections.Immutable;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace QkdMec.Gateway.Hosting;

/// <summary>The addresses the gateway is reached at; known once it listens, since a port may be chosen then.</summary>
public sealed class GatewayAddress
{
    private readonly GatewayOptions options;
    private readonly IServer server;
    private readonly Lazy<Uri> publicBase;

    /// <summary>The addresses of <paramref name="server"/>.</summary>
    public GatewayAddress(GatewayOptions options, IServer server)
    {
        this.options = options;
        this.server = server;
        publicBase = new Lazy<Uri>(() => options.PublicBaseAddress ?? BoundAddresses()[0]);
    }

    /// <summary>What stands before the path in every address handed out.</summary>
    public Uri PublicBase => publicBase.Value;

    /// <summary>Every listener of this system that is known here.</summary>
    public ImmutableArray<Uri> OwnListeners => [.. BoundAddresses(), PublicBase, .. options.OtherListeners];

    /// <summary>An absolute address of this gateway.</summary>
    /// <param name="path">The path, from its first slash on.</param>
    public string Absolute(string path) => PublicBase.AbsoluteUri.TrimEnd('/') + path;

    private Uri[] BoundAddresses()
    {
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses;
        return addresses is { Count: > 0 }
            ? [.. addresses.Select(address => new Uri(address))]
            : throw new InvalidOperationException("The gateway does not listen yet");
    }
}
