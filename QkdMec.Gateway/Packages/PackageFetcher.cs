using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using QkdMec.Gateway.Callbacks;
using QkdMec.Gateway.Hosting;

namespace QkdMec.Gateway.Packages;

/// <summary>Fetches packages over guarded connections, within limits of time and size.</summary>
internal sealed class PackageFetcher : IDisposable
{
    private const string MediaType = "application/json";

    private readonly PackageOptions options;
    private readonly TimeProvider time;
    private readonly HttpClient http;

    /// <summary>A fetcher over guarded connections.</summary>
    public PackageFetcher(GatewayOptions options, GuardedConnections connections, TimeProvider time)
    {
        (this.options, this.time) = (options.Packages, time);
        http = new HttpClient(connections.CreateHandler(options.Packages.FetchWithin)) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>The content of a package, or why there is none.</summary>
    public async Task<(ReadOnlyMemory<byte> Content, PackageRefusal? Refusal)> FetchAsync(PackageAddress package, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.FetchWithin, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await SendAsync(package, both.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Refuse(PackageRefusal.Unavailable(string.Create(CultureInfo.InvariantCulture, $"The package did not arrive within {options.FetchWithin.TotalSeconds:0.###} s.")));
        }
        catch (HttpRequestException fault) when (fault.GetBaseException() is RefusedTargetException)
        {
            return Refuse(PackageRefusal.NotAllowed("This system takes no packages from there."));
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            return Refuse(PackageRefusal.Unavailable("The package cannot be fetched: its server cannot be reached, or broke off."));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private async Task<(ReadOnlyMemory<byte> Content, PackageRefusal? Refusal)> SendAsync(PackageAddress package, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, package.Address);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(MediaType));
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            return Refuse(PackageRefusal.Unavailable($"The package's server answered {(int)response.StatusCode}; it must be 200, redirects are not followed."));
        }

        if (response.Content.Headers.ContentType?.MediaType != MediaType || response.Content.Headers.ContentEncoding.Count > 0)
        {
            return Refuse(PackageRefusal.Invalid($"The package must be {MediaType}, as it is, without a Content-Encoding."));
        }

        return await ReadAsync(response.Content, cancellationToken) is { } content
            ? Check(content, package.Sha256)
            : Refuse(PackageRefusal.Invalid($"The package is larger than {options.MaxBytes} bytes."));
    }

    private async Task<byte[]?> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > options.MaxBytes)
        {
            return null;
        }

        await using var body = await content.ReadAsStreamAsync(cancellationToken);
        using var read = new MemoryStream();
        var buffer = new byte[4096];
        while (await body.ReadAsync(buffer, cancellationToken) is var count and > 0)
        {
            read.Write(buffer, 0, count);
            if (read.Length > options.MaxBytes)
            {
                return null;
            }
        }

        return read.ToArray();
    }

    private static (ReadOnlyMemory<byte> Content, PackageRefusal? Refusal) Check(byte[] content, string? sha256) =>
        sha256 is null || Convert.ToHexStringLower(SHA256.HashData(content)) == sha256
            ? (content, null)
            : Refuse(PackageRefusal.Invalid("The package is not the one whose SHA-256 the device gave."));

    private static (ReadOnlyMemory<byte> Content, PackageRefusal? Refusal) Refuse(PackageRefusal refusal) => (default, refusal);
}
