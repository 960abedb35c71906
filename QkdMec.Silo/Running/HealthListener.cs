using QkdMec.Gateway.Hosting;
using QkdMec.Silo.Composition;

namespace QkdMec.Silo.Running;

/// <summary>
/// The health of a machine on a listener of its own: <c>/healthz</c>, the process lives; <c>/readyz</c>, it does its part. It is there from the first moment, and
/// to the last, so that one that waits for other machines is told from one that hangs.
/// </summary>
internal sealed class HealthListener : IAsyncDisposable
{
    private readonly Listeners listeners = new();
    private volatile Func<CancellationToken, Task<string?>> findFault = _ => Task.FromResult<string?>("The process is starting.");

    /// <summary>Listens where the plan says, if it does.</summary>
    /// <exception cref="Configuration.StartupException">The address cannot be had.</exception>
    public static async Task<HealthListener> StartAsync(IProcessPlan plan, ILoggerFactory logging)
    {
        var health = new HealthListener();
        if (plan.Health is { } address)
        {
            await health.listeners.StartAsync("health", address, health.Build(address, logging));
        }

        return health;
    }

    /// <summary>Asks this from now on.</summary>
    public void Watch(MachineProbe probe) => findFault = probe.FindFaultAsync;

    /// <summary>Answers that the process is about to end: nobody shall send it anything more.</summary>
    public void Ending() => findFault = _ => Task.FromResult<string?>("The process is ending.");

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => listeners.DisposeAsync();

    private WebApplication Build(Uri address, ILoggerFactory logging)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(address.GetLeftPart(UriPartial.Authority)).ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.AddRouting().AddSingleton(logging);
        var app = builder.Build();
        app.UseRouting();
        app.MapGet("/healthz", http => http.Response.WriteAsync("ok", http.RequestAborted));
        app.MapGet("/readyz", AnswerAsync);
        return app;
    }

    private async Task AnswerAsync(HttpContext http) => await (await findFault(http.RequestAborted) is { } fault
        ? Problem.WriteAsync(http, StatusCodes.Status503ServiceUnavailable, "not-ready", fault)
        : http.Response.WriteAsync("ready", http.RequestAborted));
}
