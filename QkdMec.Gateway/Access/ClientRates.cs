using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using QkdMec.Gateway.Hosting;
using QkdMec.Gateway.Qkd014;
using QkdMec.Protocols.Access;

namespace QkdMec.Gateway.Access;

/// <summary>Bounds how much one client asks over all its connections.</summary>
internal sealed class ClientRates(RequestDelegate next, GatewayOptions options, TimeProvider time)
{
    /// <summary>Clients counted at once; a provider has any number of them.</summary>
    private const int Most = 65_536;

    private readonly ConcurrentDictionary<string, RequestRate> rates = new(StringComparer.Ordinal);

    public Task InvokeAsync(HttpContext http)
    {
        if (Caller.Of(http) is not { Client.Length: > 0 } caller || options.Access.RequestsPerSecondPerClient == 0 || RateOf(caller.Client).TryTake())
        {
            return next(http);
        }

        http.Response.Headers.RetryAfter = "1";
        return Problem.WriteAsync(
            http, StatusCodes.Status429TooManyRequests, AccessProblems.RateLimited, $"The client makes more than {options.Access.RequestsPerSecondPerClient} requests a second.");
    }

    private RequestRate RateOf(string client)
    {
        if (rates.Count >= Most)
        {
            rates.Clear();
        }

        return rates.GetOrAdd(client, static (_, made) => new RequestRate(made.PerSecond, made.Clock), (PerSecond: options.Access.RequestsPerSecondPerClient, Clock: time));
    }
}
