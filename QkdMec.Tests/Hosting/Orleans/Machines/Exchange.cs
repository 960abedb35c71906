using System.Net;

namespace QkdMec.Tests.Hosting.Orleans.Machines;

/// <summary>What came of a request.</summary>
/// <param name="Status">The status; null when there was no whole answer.</param>
/// <param name="Content">The answer's content.</param>
internal readonly record struct Exchange(HttpStatusCode? Status, byte[] Content)
{
    /// <summary>Sends a request over faults of all kinds.</summary>
    public static async Task<Exchange> OfAsync(HttpClient http, HttpRequestMessage request, CancellationToken stopping)
    {
        try
        {
            using var answer = await http.SendAsync(request, stopping);
            return new Exchange(answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(stopping));
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException)
        {
            return new Exchange(null, []);
        }
        finally
        {
            request.Dispose();
        }
    }

    /// <summary>Reads something.</summary>
    public static Task<Exchange> GetAsync(HttpClient http, string path, CancellationToken stopping) =>
        OfAsync(http, new HttpRequestMessage(HttpMethod.Get, path), stopping);
}
