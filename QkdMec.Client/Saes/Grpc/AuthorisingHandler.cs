using QkdMec.Client.Access;

namespace QkdMec.Client.Saes.Grpc;

/// <summary>Shows the token with every request, the one that is current then.</summary>
internal sealed class AuthorisingHandler(TokenSource token, HttpMessageHandler next) : DelegatingHandler(next)
{
    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        token.Authorise(request);
        return base.SendAsync(request, cancellationToken);
    }
}
