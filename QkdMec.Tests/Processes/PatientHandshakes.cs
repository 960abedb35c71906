using System.Security.Authentication;

namespace QkdMec.Tests.Processes;

/// <summary>Repeats requests for which no connection came about because the server gave up on a handshake: on a busy machine a client's part of it can outlast the server's patience.</summary>
internal sealed class PatientHandshakes(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const int Attempts = 4;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            catch (HttpRequestException fault) when (attempt < Attempts && GaveUp(fault))
            {
                // Nothing of the request was sent.
            }
        }
    }

    private static bool GaveUp(HttpRequestException fault) =>
        fault is { HttpRequestError: HttpRequestError.SecureConnectionError, InnerException: IOException and not { InnerException: AuthenticationException } };
}
