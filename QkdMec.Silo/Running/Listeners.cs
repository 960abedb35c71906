using QkdMec.Silo.Configuration;

namespace QkdMec.Silo.Running;

/// <summary>The listeners of a system; they end in the reverse order of their start, so that none loses what it calls.</summary>
internal sealed class Listeners : IAsyncDisposable
{
    private readonly Stack<WebApplication> running = new();

    /// <summary>Starts a listener.</summary>
    /// <exception cref="StartupException">Its address cannot be had.</exception>
    public async Task StartAsync(string name, Uri address, WebApplication application)
    {
        running.Push(application);
        try
        {
            await application.StartAsync();
        }
        catch (IOException fault)
        {
            await running.Pop().DisposeAsync();
            throw new StartupException($"{name} cannot listen at {address}: {fault.Message}", fault);
        }
    }

    /// <summary>Takes no more requests and lets those in flight end; the rest is cut off at the deadline.</summary>
    public async Task StopAsync(CancellationToken deadline)
    {
        foreach (var application in running)
        {
            await application.StopAsync(deadline);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        while (running.TryPop(out var application))
        {
            await application.DisposeAsync();
        }
    }
}
