using System.Diagnostics;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Abstractions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace QkdMec.Gateway.Qkd014;

/// <summary>What Kestrel calls for each request. The context of a connection is made once and used again, as is what is known of its SAE.</summary>
internal sealed class KeyHttpApplication(KeyApi api, KeyApiInstruments instruments) : IHttpApplication<KeyHttpApplication.Context>
{
    /// <inheritdoc/>
    public Context CreateContext(IFeatureCollection contextFeatures)
    {
        if (contextFeatures is not IHostContextContainer<Context> connection)
        {
            return new Context(contextFeatures).Begin();
        }

        if (connection.HostContext is not { } known)
        {
            return (connection.HostContext = new Context(contextFeatures)).Begin();
        }

        known.Http.Initialize(contextFeatures);
        return known.Begin();
    }

    /// <inheritdoc/>
    public Task ProcessRequestAsync(Context context) => api.HandleAsync(context.Http, context.Connection);

    /// <inheritdoc/>
    public void DisposeContext(Context context, Exception? exception)
    {
        var operation = context.Connection?.Route(context.Http.Request.Path.Value ?? string.Empty).Operation ?? KeyOperation.None;
        instruments.Answered(operation, context.Http.Response.StatusCode, context.Since);
        if (context.Span is { } span)
        {
            KeyApiSpans.End(span, context.Http, operation, instruments.Kme);
        }

        context.Http.Uninitialize();
    }

    /// <summary>What serves the requests of one connection.</summary>
    internal sealed class Context(IFeatureCollection features)
    {
        /// <summary>The HTTP side of the request in hand.</summary>
        public DefaultHttpContext Http { get; } = new(features);

        /// <summary>Who it is; null when the listener did not say.</summary>
        public SaeConnection? Connection { get; } = features.Get<SaeConnection>();

        /// <summary>When the request in hand began.</summary>
        public long Since { get; private set; }

        /// <summary>Its span; null when it is not traced.</summary>
        public Activity? Span { get; private set; }

        /// <summary>A request begins.</summary>
        public Context Begin()
        {
            (Since, Span) = (Stopwatch.GetTimestamp(), KeyApiSpans.Begin(Http.Request));
            return this;
        }
    }
}
