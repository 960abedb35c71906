using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using QkdMec.Client.Access;
using QkdMec.Protocols.Problems;
using QkdMec.Protocols.Tls;

namespace QkdMec.Client.Commands;

/// <summary>HTTP of the command line: an answer, or a clear reason.</summary>
internal sealed class HttpCalls : IDisposable
{
    private readonly TokenSource token;
    private readonly HttpClient http;

    /// <summary>Calls to whoever is trusted.</summary>
    /// <param name="token">The token that is shown; null: none.</param>
    /// <param name="authorities">The authorities that may vouch for servers; null: those that this machine trusts.</param>
    public HttpCalls(TokenSource? token = null, X509Certificate2Collection? authorities = null)
    {
        this.token = token ?? TokenSource.None;
        var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(5), SslOptions = TrustedAuthorities.ClientOptions(authorities) };
        http = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(75) };
    }

    /// <summary>Sends a request; the answer may be a refusal.</summary>
    /// <exception cref="CommandException">Nobody answers.</exception>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        token.Authorise(request);
        try
        {
            return await http.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException fault) when (fault.HttpRequestError == HttpRequestError.SecureConnectionError)
        {
            throw new CommandException(
                ExitCodes.Unreachable, $"no secure connection to {request.RequestUri!.GetLeftPart(UriPartial.Authority)}: {fault.InnerException?.Message ?? fault.Message} (--ca names the authorities to trust)");
        }
        catch (HttpRequestException)
        {
            throw new CommandException(ExitCodes.Unreachable, $"nobody answers at {request.RequestUri!.GetLeftPart(UriPartial.Authority)}: is it running?");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CommandException(ExitCodes.Unreachable, $"{request.RequestUri!.GetLeftPart(UriPartial.Authority)} did not answer in time");
        }
    }

    /// <summary>The document at an address.</summary>
    /// <exception cref="CommandException">Nobody answers, or with a refusal.</exception>
    public async Task<T> GetAsync<T>(Uri address, string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var body = await SendAsync(address, HttpMethod.Get, path, null, cancellationToken);
        return Read(body, type);
    }

    /// <summary>Sends a request with a JSON body, or none; the body of its answer.</summary>
    /// <exception cref="CommandException">Nobody answers, or with a refusal.</exception>
    public async Task<byte[]> SendAsync(Uri address, HttpMethod method, string path, byte[]? json, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(address, path));
        if (json is not null)
        {
            request.Content = new ByteArrayContent(json);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        using var response = await SendAsync(request, cancellationToken);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        return response.IsSuccessStatusCode ? body : throw new CommandException(ExitCodes.Refused, Describe(response, body));
    }

    /// <summary>Reads an answer.</summary>
    /// <exception cref="CommandException">It is not what QkdMec answers.</exception>
    public static T Read<T>(byte[] body, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(body, type)!;
        }
        catch (JsonException)
        {
            throw new CommandException(ExitCodes.Refused, "the answer is not one of QkdMec: is it another program's address?");
        }
    }

    /// <summary>A refusal in one line.</summary>
    public static string Describe(HttpResponseMessage response, byte[] body)
    {
        var status = $"{(int)response.StatusCode} {response.ReasonPhrase}";
        try
        {
            var isProblem = response.Content.Headers.ContentType?.MediaType == ProblemDetails.MediaType;
            var problem = isProblem ? JsonSerializer.Deserialize(body, ProblemJson.Default.ProblemDetails) : null;
            return problem?.Detail is { } detail ? $"{status}: {detail}" : status;
        }
        catch (JsonException)
        {
            return status;
        }
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => http.Dispose();
}
