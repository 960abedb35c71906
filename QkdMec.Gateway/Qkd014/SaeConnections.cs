using System.Collections.Concurrent;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace QkdMec.Gateway.Qkd014;

/// <summary>Finds out once per connection who it is, and bounds how many connections one SAE holds and how much it asks over all of them.</summary>
internal sealed class SaeConnections(Qkd014Options options)
{
    /// <summary>Where connections are counted whose certificate names no SAE: all of them together.</summary>
    private const string Nameless = "";

    private readonly ConcurrentDictionary<string, Share> shares = new(StringComparer.Ordinal);

    /// <summary>The connection middleware, after TLS.</summary>
    public ConnectionDelegate Attach(ConnectionDelegate next) => async connection =>
    {
        var certificate = connection.Features.Get<ITlsConnectionFeature>()?.ClientCertificate;
        var sae = certificate is null ? null : SaeIdentity.Of(certificate, options);
        var share = shares.GetOrAdd(sae?.Value ?? Nameless, static (_, from) => new Share(new RequestRate(from.MaxRequestsPerSecondPerSae, from.Time)), options);
        try
        {
            if (Interlocked.Increment(ref share.Open) > options.MaxConnectionsPerSae)
            {
                connection.Abort(new ConnectionAbortedException("the SAE holds too many connections"));
                return;
            }

            using var state = new SaeConnection(sae, certificate?.NotBefore.ToUniversalTime() ?? default(DateTimeOffset), share.Rate);
            connection.Features.Set(state);
            await next(connection);
        }
        finally
        {
            Interlocked.Decrement(ref share.Open);
        }
    };

    /// <summary>What all connections of one SAE share. The names are bounded: the site's own authority issued their certificates.</summary>
    private sealed class Share(RequestRate rate)
    {
        public int Open;

        public RequestRate Rate => rate;
    }
}
