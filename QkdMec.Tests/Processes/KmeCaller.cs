using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace QkdMec.Tests.Processes;

/// <summary>A SAE that calls a KME with the certificates that the product wrote, as any client would.</summary>
internal sealed class KmeCaller : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly HttpClient http;

    public KmeCaller(string data, string sae, Uri kme) => http = ClientOf(data, sae, kme);

    /// <summary>The trace that its requests belong to.</summary>
    public string TraceParent
    {
        init => http.DefaultRequestHeaders.Add("traceparent", value);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A client with a SAE's certificate that trusts the KMEs' authorities only.</summary>
    public static HttpClient ClientOf(string data, string sae, Uri kme)
    {
        var certificates = Path.Combine(data, "certs");
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.ImportFromPemFile(Path.Combine(certificates, "ca.pem"));
        var handler = new SocketsHttpHandler();
        handler.SslOptions.CertificateChainPolicy = trust;
        handler.SslOptions.ClientCertificates =
            [X509Certificate2.CreateFromPemFile(Path.Combine(certificates, $"{sae}.pem"), Path.Combine(certificates, $"{sae}.key"))];
        return new HttpClient(handler) { BaseAddress = kme };
    }

    /// <summary>The keys of a container.</summary>
    public static IReadOnlyList<DrawnKey> KeysIn(ReadOnlyMemory<byte> container)
    {
        using var document = JsonDocument.Parse(container);
        return [.. document.RootElement.GetProperty("keys").EnumerateArray().Select(
            key => new DrawnKey(key.GetProperty("key_ID").GetString()!, key.GetProperty("key").GetBytesFromBase64()))];
    }

    /// <summary>Draws keys for a slave SAE.</summary>
    public async Task<IReadOnlyList<DrawnKey>> DrawAsync(string slave, int number)
    {
        using var response = await http.PostAsJsonAsync($"/api/v1/keys/{slave}/enc_keys", new { number, size = 256 }, Cancellation);
        return await ReadAsync(response);
    }

    /// <summary>Draws keys; a 503, as after a start, is repeated until the pool holds so many.</summary>
    public async Task<IReadOnlyList<DrawnKey>> DrawWhenFilledAsync(string slave, int number)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (true)
        {
            using var response = await http.PostAsJsonAsync($"/api/v1/keys/{slave}/enc_keys", new { number, size = 256 }, Cancellation);
            if (response.StatusCode != HttpStatusCode.ServiceUnavailable)
            {
                return await ReadAsync(response);
            }

            Assert.True(TimeProvider.System.GetElapsedTime(since) < Patience, "the pool was not filled");
        }
    }

    /// <summary>The status of drawing one key, whatever it is.</summary>
    public async Task<HttpStatusCode> TryDrawAsync(string slave)
    {
        using var response = await http.GetAsync(new Uri($"/api/v1/keys/{slave}/enc_keys", UriKind.Relative), Cancellation);
        return response.StatusCode;
    }

    /// <summary>Fetches a key of a master SAE.</summary>
    public async Task<DrawnKey> FetchAsync(string master, string keyId)
    {
        using var response = await RequestAsync(master, keyId);
        return Assert.Single(await ReadAsync(response));
    }

    /// <summary>Fetches a key of a master SAE, its id in the query.</summary>
    public async Task<DrawnKey> FetchByQueryAsync(string master, string keyId)
    {
        using var response = await http.GetAsync(new Uri($"/api/v1/keys/{master}/dec_keys?key_ID={keyId}", UriKind.Relative), Cancellation);
        return Assert.Single(await ReadAsync(response));
    }

    /// <summary>The status of such a fetch, whatever it is.</summary>
    public async Task<HttpStatusCode> TryFetchAsync(string master, string keyId)
    {
        using var response = await RequestAsync(master, keyId);
        return response.StatusCode;
    }

    public async Task<JsonElement> StatusAsync(string slave) =>
        await http.GetFromJsonAsync<JsonElement>($"/api/v1/keys/{slave}/status", Cancellation);

    /// <summary>The status; null when there is none at present.</summary>
    public async Task<JsonElement?> TryStatusAsync(string slave)
    {
        using var response = await http.GetAsync(new Uri($"/api/v1/keys/{slave}/status", UriKind.Relative), Cancellation);
        return response.IsSuccessStatusCode ? await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation) : null;
    }

    public void Dispose() => http.Dispose();

    private static async Task<IReadOnlyList<DrawnKey>> ReadAsync(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsByteArrayAsync(Cancellation);
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{response.StatusCode}: {Encoding.UTF8.GetString(body)}");
        return KeysIn(body);
    }

    private Task<HttpResponseMessage> RequestAsync(string master, string keyId) =>
        http.PostAsJsonAsync($"/api/v1/keys/{master}/dec_keys", new { key_IDs = new[] { new { key_ID = keyId } } }, Cancellation);
}
