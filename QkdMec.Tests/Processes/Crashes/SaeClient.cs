using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace QkdMec.Tests.Processes.Crashes;

/// <summary>What a request came to.</summary>
/// <param name="Status">The status; null when no whole answer came, so that nobody knows.</param>
/// <param name="Keys">The keys of a good answer.</param>
/// <param name="IsUnsent">Whether there was no connection, so that the request changed nothing.</param>
internal readonly record struct SaeAnswer(HttpStatusCode? Status, IReadOnlyList<DrawnKey> Keys, bool IsUnsent = false)
{
    public bool IsGood => Status == HttpStatusCode.OK;
}

/// <summary>A SAE that goes on calling its KME while that is killed and started again.</summary>
internal sealed class SaeClient(HttpClient http) : IDisposable
{
    /// <summary>Connects as a SAE with the certificate that the product wrote.</summary>
    public static SaeClient Connect(string data, string sae, Uri kme) => new(KmeCaller.ClientOf(data, sae, kme));

    /// <summary>Draws keys.</summary>
    public Task<SaeAnswer> DrawAsync(string slave, int number, int bits, CancellationToken stopping) =>
        SendAsync($"/api/v1/keys/{slave}/enc_keys", new { number, size = bits }, stopping);

    /// <summary>Fetches keys.</summary>
    public Task<SaeAnswer> FetchAsync(string master, IEnumerable<IssuedKey> keys, CancellationToken stopping) =>
        SendAsync($"/api/v1/keys/{master}/dec_keys", new { key_IDs = keys.Select(key => new { key_ID = key.Id }).ToArray() }, stopping);

    public void Dispose() => http.Dispose();

    private async Task<SaeAnswer> SendAsync(string path, object body, CancellationToken stopping)
    {
        try
        {
            using var response = await http.PostAsJsonAsync(path, body, stopping);
            var content = await response.Content.ReadAsByteArrayAsync(stopping);
            return new SaeAnswer(response.StatusCode, response.StatusCode == HttpStatusCode.OK ? KmeCaller.KeysIn(content) : []);
        }
        catch (HttpRequestException error) when (error.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError)
        {
            return new SaeAnswer(null, [], IsUnsent: true);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException or JsonException)
        {
            return new SaeAnswer(null, []);
        }
    }
}
