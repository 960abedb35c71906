using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace QkdMec.Tests.Hosts.Mec.Packages;

/// <summary>A server of packages over real HTTP that also does what a server should not.</summary>
internal sealed class PackageServer : IAsyncDisposable
{
    private readonly CancellationTokenSource end = new();
    private readonly WebApplication app;
    private int requests;

    public PackageServer()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Run(AnswerAsync);
    }

    /// <summary>Where packages stand.</summary>
    public Uri Packages => new(new Uri(app.Urls.First()), "/packages/");

    /// <summary>How many requests there were.</summary>
    public int Requests => Volatile.Read(ref requests);

    /// <summary>A package as it should be.</summary>
    public static string Manifest(string name, string more = "\"function\":\"echo\"") =>
        $$"""{"formatVersion":1,"appInfo":{"appName":"{{name}}","appProvider":"Packer","appSoftVersion":"1.0","appDVersion":"1.0","appDescription":"from a package"},{{more}}}""";

    public Task StartAsync() => app.StartAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await app.DisposeAsync();
        end.Dispose();
    }

    private Task AnswerAsync(HttpContext http)
    {
        Interlocked.Increment(ref requests);
        var name = http.Request.Path.Value!.Split('/')[^1];
        return name switch
        {
            "redirect" => RedirectAsync(http),
            "missing" => StatusAsync(http, StatusCodes.Status404NotFound),
            "failing" => StatusAsync(http, StatusCodes.Status500InternalServerError),
            "silent" => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, Until(http)),
            "stalling" => StallAsync(http),
            "breaking" => BreakAsync(http),
            "large" => WriteAsync(http, Manifest("large") + new string(' ', 70_000)),
            "endless" => EndlessAsync(http),
            "text" => WriteAsync(http, Manifest("text"), "text/plain"),
            "untyped" => WriteAsync(http, Manifest("untyped"), null),
            "packed" => PackedAsync(http),
            _ => WriteAsync(http, TextOf(name)),
        };
    }

    private static string TextOf(string name) => name switch
    {
        "broken" => "{\"formatVersion\":1,",
        "array" => "[]",
        "second" => Manifest(name).Replace("\"formatVersion\":1", "\"formatVersion\":2", StringComparison.Ordinal),
        "extra" => Manifest(name, "\"function\":\"echo\",\"run\":\"rm -rf /\""),
        "functionless" => Manifest(name, "\"placement\":{}"),
        "other" => Manifest("another"),
        "no-function" => Manifest(name, "\"function\":\"nothing\""),
        "no-host" => Manifest(name, "\"function\":\"echo\",\"placement\":{\"allowedHosts\":[\"edge/edge-9\"]}"),
        "clash" => Manifest(name).Replace("\"appInfo\":{", "\"appInfo\":{\"appDId\":\"echo-1\",", StringComparison.Ordinal),
        "identified" => Manifest(name).Replace("\"appInfo\":{", "\"appInfo\":{\"appDId\":\"packed-1\",", StringComparison.Ordinal),
        "pinned" => Manifest(name, "\"function\":\"echo\",\"placement\":{\"allowedHosts\":[\"edge/edge-2\"]},\"vendorSpecificExt\":{\"vendorId\":\"v\"}"),
        _ => Manifest(name),
    };

    private CancellationToken Until(HttpContext http) => CancellationTokenSource.CreateLinkedTokenSource(end.Token, http.RequestAborted).Token;

    private static Task StatusAsync(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static Task RedirectAsync(HttpContext http)
    {
        http.Response.Redirect("/packages/redirected");
        return Task.CompletedTask;
    }

    private static async Task WriteAsync(HttpContext http, string text, string? type = "application/json")
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        http.Response.ContentType = type;
        http.Response.ContentLength = bytes.Length;
        await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
    }

    private static Task PackedAsync(HttpContext http)
    {
        http.Response.Headers.ContentEncoding = "gzip";
        return WriteAsync(http, Manifest("packed"));
    }

    private static async Task BreakAsync(HttpContext http)
    {
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = 1000;
        await http.Response.Body.WriteAsync("{\"formatVersion\":1,"u8.ToArray(), http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
        http.Abort();
    }

    private async Task StallAsync(HttpContext http)
    {
        http.Response.ContentType = "application/json";
        await http.Response.Body.WriteAsync("{\"formatVersion\":1,"u8.ToArray(), http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, Until(http));
    }

    private static async Task EndlessAsync(HttpContext http)
    {
        http.Response.ContentType = "application/json";
        while (!http.RequestAborted.IsCancellationRequested)
        {
            await http.Response.Body.WriteAsync(new byte[8192], http.RequestAborted);
        }
    }
}
