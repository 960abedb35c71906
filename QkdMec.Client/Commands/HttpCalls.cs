using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using QkdMec.Protocols.Problems;

namespace QkdMec.Client.Commands;

/// <summary>HTTP of the command line: an answer, or a clear reason.</summary>
internal sealed class HttpCalls : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(5) })
    {
        Timeout = TimeSpan.FromSeconds(75),
    };

    /// <summary>Sends a request; the answer may be a refusal.</summary>
    /// <exception cref="CommandException">Nobody answers.</exception>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await http.SendAsync(request, cancellationToken);
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
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, path));
        using var response = await SendAsync(request, cancellationToken);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw new CommandException(ExitCodes.Refused, Describe(response, body));
        }

        try
        {
            return JsonSerializer.Deserialize(body, type)!;
        }
        catch (JsonException)
        {
            throw new CommandException(ExitCodes.Refused, $"{request.RequestUri} is not an address of QkdMec");
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
