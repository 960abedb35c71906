using QkdMec.Client.Saes;
using QkdMec.Gateway.Hosting;

namespace QkdMec.Tests.Contracts.FunctionChannels;

/// <summary>The requests to a context over HTTP.</summary>
public sealed class HttpFunctionChannelTests : FunctionChannelContract
{
    private EdgeConnection? edge;

    protected override GatewayOptions Listener => new() { Address = new Uri("http://127.0.0.1:0") };

    private protected override IHostChannel Open(IReadOnlyList<string> listeners, string referenceUri) =>
        new HostChannel(edge ??= new EdgeConnection(), referenceUri, Patient);

    protected override void Close() => edge?.Dispose();
}
