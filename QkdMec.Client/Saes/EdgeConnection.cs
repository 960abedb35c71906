using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using QkdMec.Client.Access;
using QkdMec.Protocols.Jose;
using QkdMec.Protocols.Problems;
using QkdMec.Protocols.Spans;
using QkdMec.Protocols.Steps;
using QkdMec.Protocols.Tls;

namespace QkdMec.Client.Saes;

/// <summary>HTTP to the edge: bounded in time and size, refusals and broken connections as values.</summary>
internal sealed class EdgeConnection : IDisposable
{
    private readonly TokenSource token;
    private readonly HttpClient http;

    /// <summary>A connection to the edge.</summary>
    /// <param name="token">The token that it is shown; null: none.</param>
    /// <param name="authorities">The authorities that may vouch for it; null: those that this machine trusts.</param>
    public EdgeConnection(TokenSource? token = null, X509Certificate2Collection? authorities = null)
    {
        this.token = token ?? TokenSource.None;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false, UseProxy = false, UseCookies = false, SslOptions = TrustedAuthorities.ClientOptions(authorities),
            ConnectTimeout = TimeSpan.FromSeconds(3), PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        };
        http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Sends a request and reads the whole answer. Without a trace id it belongs to no trace.</summary>
    public async Task<ChannelAnswer> SendAsync(HttpRequestMessage request, string traceId, TimeSpan within, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(within);
        token.Authorise(request);
        if (!CurrentTrace.IsRecorded)
        {
            // What is not traced here is still one trace for the edge; what was left out here, and reports, are left out there.
            request.Headers.Add(TraceParent.HeaderName, TraceParent.Of(traceId, isSampled: traceId.Length > 0 && !PerimeterSpans.IsOn));
        }

        try
        {
            return await SendAsync(request, limit.Token);
        }
        catch (HttpRequestException fault)
        {
            return ChannelAnswer.Of(WasNotSent(fault) ? ChannelAnswer.Unreachable : ChannelAnswer.Broken);
        }
        catch (IOException)
        {
            return ChannelAnswer.Of(ChannelAnswer.Broken);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ChannelAnswer.Of(ChannelAnswer.TimedOut);
        }
    }

    /// <summary>A POST of <paramref name="body"/>.</summary>
    public static HttpRequestMessage Post(string address, byte[] body, string mediaType)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        return request;
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => http.Dispose();

    private async Task<ChannelAnswer> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        var body = await ReadAsync(response, cancellationToken);
        var retryAfter = response.Headers.RetryAfter?.Delta;
        return body is null ? ChannelAnswer.Of(ChannelAnswer.Broken)
            : response.IsSuccessStatusCode ? new ChannelAnswer(ChannelAnswer.Ok, body, retryAfter)
            : ChannelAnswer.Of(CodeOf(response, body), retryAfter) with { Location = response.Headers.Location };
    }

    private static bool WasNotSent(HttpRequestException fault) =>
        fault.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError;

    private static async Task<byte[]?> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var announced = response.Content.Headers.ContentLength;
        if (announced > MessageLimits.MaxMessageBytes)
        {
            return null;
        }

        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        if (announced is { } length)
        {
            var exact = new byte[length];
            await stream.ReadExactlyAsync(exact, cancellationToken);
            return exact;
        }

        var room = new byte[MessageLimits.MaxMessageBytes + 1];
        var read = await stream.ReadAtLeastAsync(room, room.Length, throwOnEndOfStream: false, cancellationToken);
        return read < room.Length ? room[..read] : null;
    }

    private static string CodeOf(HttpResponseMessage response, byte[] body)
    {
        try
        {
            var isProblem = response.Content.Headers.ContentType?.MediaType == ProblemDetails.MediaType;
            var problem = isProblem ? JsonSerializer.Deserialize(body, ProblemJson.Default.ProblemDetails) : null;
            return problem?.Code ?? $"http-{(int)response.StatusCode}";
        }
        catch (JsonException)
        {
            return ChannelAnswer.Broken;
        }
    }
}
