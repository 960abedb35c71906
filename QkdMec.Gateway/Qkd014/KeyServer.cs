using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;

namespace QkdMec.Gateway.Qkd014;

/// <summary>
/// Kestrel with the key delivery API right behind it. The web host would put its diagnostics between them: an activity, a logging scope and the
/// tags of two instruments for each request, which together cost as much as the making of a key.
/// </summary>
internal sealed class KeyServer(IServer kestrel, KeyApi api, KeyApiInstruments instruments) : IServer
{
    /// <inheritdoc/>
    public IFeatureCollection Features => kestrel.Features;

    /// <summary>Starts listening. The host's own application, which has no middleware, is left out.</summary>
    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull => kestrel.StartAsync(new KeyHttpApplication(api, instruments), cancellationToken);

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => kestrel.StopAsync(cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => kestrel.Dispose();
}
