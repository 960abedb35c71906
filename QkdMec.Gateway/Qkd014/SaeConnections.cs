using System.Collections.Concurrent;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using QkdMec.Grains.Identity;

namespace QkdMec.Gateway.Qkd014;

/// <summary>Finds out once per connection who it is, and bounds how many connections one SAE holds.</summary>
internal sealed class SaeConnections(Qkd014Options options)
{
    private readonly ConcurrentDictionary<SaeId, int> open = new();

    /// <summary>The connection middleware, after TLS.</summary>
    public ConnectionDelegate Attach(ConnectionDelegate next) => async connection =>
    {
        var certificate = connection.Features.Get<ITlsConnectionFeature>()?.ClientCertificate;
        var sae = certificate is null ? null : SaeIdentity.Of(certificate, options);
        if (sae is { } named && open.AddOrUpdate(named, 1, (_, count) => count + 1) > options.MaxConnectionsPerSae)
        {
            Leave(named);
            connection.Abort(new ConnectionAbortedException("the SAE holds too many connections"));
            return;
        }

        using var state = new SaeConnection(sae, certificate?.NotBefore.ToUniversalTime() ?? default(DateTimeOffset));
        connection.Features.Set(state);
        try
        {
            await next(connection);
        }
        finally
        {
            if (sae is { } gone)
            {
                Leave(gone);
            }
        }
    };

    private void Leave(SaeId sae) => open.AddOrUpdate(sae, 0, (_, count) => count - 1);
}
