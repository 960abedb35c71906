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

    /// <summary>A SAE.</summary>
    /// <param name="data">The data directory where its certificate is.</param>
    /// <param name="sae">The SAE.</param>
    /// <param name="kme">The address of its KME.</param>
    /// <param name="kmeData">The data directory of the KME's machine, when it is another one.</param>
    public KmeCaller(string data, string sae, Uri kme, string? kmeData = null) => http = ClientOf(data, sae, kme, kmeData is null ? null : HandlerTrusting(kmeData));

    /// <summary>The trace that its requests belong to.</summary>
    public string TraceParent
    {
        init => http.DefaultRequestHeaders.Add("traceparent", value);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A client with a SAE's certificate that trusts the KMEs' authorities only.</summary>
    /// <param name="data">The data directory where the certificate is.</param>
    /// <param name="sae">The SAE.</param>
    /// <param name="kme">The KME's address.</param>
    /// <param name="handler">What opens its connections, and whom it trusts if it says so; by default this process, from where it is.</param>
    public static HttpClient ClientOf(string data, string sae, Uri kme, SocketsHttpHandler? handler = null)
    {
        var certificates = Path.Combine(data, "certs");
        handler ??= new SocketsHttpHandler();
        handler.SslOptions.CertificateChainPolicy ??= Trusting(Path.Combine(certificates, "ca.pem"));
        handler.SslOptions.ClientCertificates =
            [X509Certificate2.CreateFromPemFile(Path.Combine(certificates, $"{sae}.pem"), Path.Combine(certificates, $"{sae}.key"))];
        return new HttpClient(handler) { BaseAddress = kme };
    }

    private static SocketsHttpHandler HandlerTrusting(string data)
    {
        var handler = new SocketsHttpHandler();
        handler.SslOptions.CertificateChainPolicy = Trusting(Path.Combine(data, "certs", "ca.pem"));
        return handler;
    }

    /// <summary>Trusts the authorities of a file and no others.</summary>
    public static X509ChainPolicy Trusting(string path)
    {
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.ImportFromPemFile(path);
        return trust;
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

    /// <summary>Fetches a key; a 503, as while another listener of the site takes over, is repeated.</summary>
    public async Task<DrawnKey> FetchWhenAnsweredAsync(string master, string keyId)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (true)
        {
            using var response = await RequestAsync(master, keyId);
            if (response.StatusCode != HttpStatusCode.ServiceUnavailable)
            {
                return Assert.Single(await ReadAsync(response));
            }

            Assert.True(TimeProvider.System.GetElapsedTime(since) < Patience, "the key was not to be had");
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
