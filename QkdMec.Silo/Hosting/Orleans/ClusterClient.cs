using QkdMec.Grains.Identity;
using QkdMec.Silo.Composition;
using QkdMec.Silo.Configuration;
using QkdMec.Silo.Deployments;

namespace QkdMec.Silo.Hosting;

/// <summary>A process without grains, which calls those of a cluster: what a machine with only a gateway runs.</summary>
internal sealed partial class ClusterClient : IGrainHost
{
    private static readonly TimeSpan RetryPeriod = TimeSpan.FromSeconds(1);

    private readonly IHost host;

    private ClusterClient(IHost host) => this.host = host;

    /// <inheritdoc/>
    public IGrainFactory Grains => host.Services.GetRequiredService<IGrainFactory>();

    /// <inheritdoc/>
    public bool CanAddSites => false;

    /// <summary>Connects to the cluster, and waits for it as long as it is not there.</summary>
    /// <exception cref="StartupException">Its database cannot be used.</exception>
    public static async Task<IGrainHost> ConnectAsync(SystemParts parts, MachinePlan machine)
    {
        var postgres = ClusterSettings.DatabaseOf(parts.Plan);
        await StateDatabase.RequireAsync(postgres, parts.Stopping);
        var logger = parts.Logging.CreateLogger<ClusterClient>();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton(parts.Logging).AddSingleton(TimeProvider.System);
        builder.UseOrleansClient(client =>
        {
            client.Join(machine, postgres, parts.Node!);
            if (GrainCallSpans.IsOn)
            {
                client.AddActivityPropagation();
            }

            client.AddOutgoingGrainCallFilter<RefusedCallRetry>();
            client.UseConnectionRetryFilter((fault, cancellationToken) => RetryAsync(logger, fault, cancellationToken));
        });
        var connecting = new ClusterClient(builder.Build());
        try
        {
            await connecting.host.StartAsync(parts.Stopping);
            return connecting;
        }
        catch
        {
            await connecting.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public IServiceProvider ServicesOf(SiteId site) => throw new InvalidOperationException($"this process runs for no site, so not for '{site}'");

    /// <inheritdoc/>
    public IServiceProvider ServicesOf(HostId one) => throw new InvalidOperationException($"this process runs no host, so not '{one}'");

    /// <inheritdoc/>
    public Task AddSiteAsync(SitePlan site) => throw new StartupException($"site '{site.Id}' needs a silo that was started for it");

    /// <summary>Nothing: only silos hold the topology.</summary>
    public Task FollowTopologyAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken deadline) => host.StopAsync(deadline);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
        else
        {
            host.Dispose();
        }
    }

    private static async Task<bool> RetryAsync(ILogger logger, Exception fault, CancellationToken cancellationToken)
    {
        LogWaiting(logger, fault.Message);
        await Task.Delay(RetryPeriod, TimeProvider.System, cancellationToken);
        return true;
    }

    [LoggerMessage(LogLevel.Warning, "Waiting for the cluster: {Reason}")]
    private static partial void LogWaiting(ILogger logger, string reason);
}
