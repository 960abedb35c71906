using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Protocols.Qkd014Clients;

/// <summary>ETSI QKD 014 over mutual TLS. Key bytes go from the answer's buffer straight into <see cref="KeyMaterial"/>, never through a string.</summary>
public sealed class Qkd014Client : IKeyClient, IDisposable
{
    /// <summary>A key container with one key of the largest size stays far below.</summary>
    private const int MaxAnswerBytes = 64 * 1024;

    /// <summary>What a key of a container takes beside its bytes in base64: id, names, a few extensions.</summary>
    private const int MaxBytesBesideKey = 1024;

    private readonly HttpClient http;

    /// <summary>A client that keeps its connections.</summary>
    public Qkd014Client(Qkd014ClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        http = new HttpClient(MakeHandler(options)) { BaseAddress = options.Kme, Timeout = options.Timeout };
    }

    /// <inheritdoc/>
    public Task<KeyAnswer> DrawAsync(string slaveSae, int keyBits, CancellationToken cancellationToken) =>
        SendAsync(slaveSae, "enc_keys", $"{{\"number\":1,\"size\":{keyBits}}}", cancellationToken);

    /// <inheritdoc/>
    public Task<KeyAnswer> FetchAsync(string masterSae, Guid keyId, CancellationToken cancellationToken) =>
        SendAsync(masterSae, "dec_keys", $"{{\"key_IDs\":[{{\"key_ID\":\"{keyId}\"}}]}}", cancellationToken);

    /// <summary>Draws several fresh keys that this SAE is master of (<c>enc_keys</c>).</summary>
    public Task<KeyAnswers> DrawManyAsync(string slaveSae, int number, int keyBits, CancellationToken cancellationToken) =>
        SendManyAsync(slaveSae, "enc_keys", $"{{\"number\":{number},\"size\":{keyBits}}}", MaxAnswerFor(number, keyBits), cancellationToken);

    /// <summary>Fetches keys that another SAE drew for this one (<c>dec_keys</c>).</summary>
    /// <param name="masterSae">The SAE that drew them.</param>
    /// <param name="keyIds">Their ids.</param>
    /// <param name="keyBits">How long they are; a far longer answer is not read.</param>
    /// <param name="cancellationToken">The caller's wish to stop.</param>
    public Task<KeyAnswers> FetchManyAsync(string masterSae, IReadOnlyCollection<Guid> keyIds, int keyBits, CancellationToken cancellationToken)
    {
        var ids = string.Join(',', keyIds.Select(id => $"{{\"key_ID\":\"{id}\"}}"));
        return SendManyAsync(masterSae, "dec_keys", $"{{\"key_IDs\":[{ids}]}}", MaxAnswerFor(keyIds.Count, keyBits), cancellationToken);
    }

    /// <summary>The KME's status towards <paramref name="slaveSae"/> as the JSON it sent; null when it did not answer with one.</summary>
    public async Task<string?> ReadStatusAsync(string slaveSae, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.GetAsync(PathOf(slaveSae, "status"), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            using var answer = new ClearBytes(MaxAnswerBytes);
            var length = await ReadAsync(response.Content, answer, cancellationToken);
            return response.IsSuccessStatusCode ? Encoding.UTF8.GetString(answer.Span[..length]) : null;
        }
        catch (Exception dead) when (IsUnanswered(dead, cancellationToken))
        {
            return null;
        }
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => http.Dispose();

    private static string PathOf(string sae, string operation) => $"/api/v1/keys/{Uri.EscapeDataString(sae)}/{operation}";

    private static SocketsHttpHandler MakeHandler(Qkd014ClientOptions options)
    {
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.AddRange(options.Authorities);
        return new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            ConnectTimeout = options.ConnectWithin ?? options.Timeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            SslOptions = new SslClientAuthenticationOptions
            {
                ClientCertificateContext = SslStreamCertificateContext.Create(options.Certificate, null, offline: true),
                CertificateChainPolicy = trust,
            },
        };
    }

    private static bool IsUnanswered(Exception exception, CancellationToken cancellationToken) =>
        exception is HttpRequestException or IOException
        || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    private static int MaxAnswerFor(int keys, int keyBits) => checked(MaxAnswerBytes + (keys * ((keyBits / 6) + MaxBytesBesideKey)));

    private async Task<KeyAnswer> SendAsync(string sae, string operation, string body, CancellationToken cancellationToken)
    {
        using var span = KeyClientSpans.Begin(operation, http.BaseAddress);
        var answer = await AskAsync(sae, operation, body, cancellationToken);
        span.Answered(answer.Status);
        return answer;
    }

    private async Task<KeyAnswer> AskAsync(string sae, string operation, string body, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await PostAsync(sae, operation, body, cancellationToken);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                return KeyAnswer.None(StatusOf(response.StatusCode), response.Headers.RetryAfter?.Delta);
            }

            using var answer = new ClearBytes(MaxAnswerBytes);
            var length = await ReadAsync(response.Content, answer, cancellationToken);
            return KeyContainerReader.ReadOne(answer.Span[..length]);
        }
        catch (Exception dead) when (IsUnanswered(dead, cancellationToken))
        {
            return KeyAnswer.None(KeyAnswerStatus.Unavailable);
        }
    }

    private async Task<KeyAnswers> SendManyAsync(string sae, string operation, string body, int maxAnswerBytes, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await PostAsync(sae, operation, body, cancellationToken);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                return KeyAnswers.None(StatusOf(response.StatusCode), response.Headers.RetryAfter?.Delta);
            }

            using var answer = new ClearBytes(maxAnswerBytes);
            var length = await ReadAsync(response.Content, answer, cancellationToken);
            return KeyContainerReader.ReadAll(answer.Span[..length]);
        }
        catch (Exception dead) when (IsUnanswered(dead, cancellationToken))
        {
            return KeyAnswers.None(KeyAnswerStatus.Unavailable);
        }
    }

    private async Task<HttpResponseMessage> PostAsync(string sae, string operation, string body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, PathOf(sae, operation));
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    private static KeyAnswerStatus StatusOf(HttpStatusCode code) => code switch
    {
        HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests => KeyAnswerStatus.Exhausted,
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => KeyAnswerStatus.Unauthorised,
        >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError => KeyAnswerStatus.Refused,
        _ => KeyAnswerStatus.Unavailable,
    };

    private async Task<int> ReadAsync(HttpContent content, ClearBytes answer, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(http.Timeout);
        await using var stream = await content.ReadAsStreamAsync(limited.Token);
        return await stream.ReadAtLeastAsync(answer.Memory, answer.Length, throwOnEndOfStream: false, limited.Token);
    }
}
