using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace QkdMec.Tests.Wire.Notifications;

/// <summary>A device application's call-back over real HTTP.</summary>
internal sealed class CallbackReceiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Channel<ReceivedCallback> received = Channel.CreateUnbounded<ReceivedCallback>();

    public CallbackReceiver(X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null)
            {
                listen.UseHttps(certificate);
            }
        }));
        app = builder.Build();
        app.Run(ReceiveAsync);
    }

    /// <summary>How it answers; by default with 204.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = http =>
    {
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    };

    /// <summary>Where it listens, with a path and a query.</summary>
    public string Callback => app.Urls.Single() + "/notify/me?token=s3cret";

    /// <summary>An answer without a body.</summary>
    public static Func<HttpContext, Task> Status(int status) => http =>
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    public Task StartAsync() => app.StartAsync(CancellationToken.None);

    /// <summary>Starts it unless it runs.</summary>
    public Task StartedAsync() => app.Urls.Count > 0 ? Task.CompletedTask : StartAsync();

    /// <summary>The next request; waits for it.</summary>
    public async Task<ReceivedCallback> NextAsync() => await received.Reader.ReadAsync(TestContext.Current.CancellationToken);

    /// <summary>Whether a request came that nobody read.</summary>
    public bool HasMore => received.Reader.TryPeek(out _);

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync(http.RequestAborted);
        var headers = http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        received.Writer.TryWrite(new ReceivedCallback(http.Request.Method, http.Request.Path + http.Request.QueryString, headers, body));
        await Answer(http);
    }
}

/// <summary>A request that a call-back got.</summary>
internal sealed record ReceivedCallback(string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body);
