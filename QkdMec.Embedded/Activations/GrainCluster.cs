using Orleans;
using QkdMec.Embedded.Calls;

namespace QkdMec.Embedded.Activations;

/// <summary>Virtual silos in one process that share a directory of grains.</summary>
public sealed class GrainCluster : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly ITimer _idleScan;
    private volatile GrainSilo[] _silos = [];

    /// <summary>Makes a cluster without silos; turns run on the thread pool.</summary>
    /// <exception cref="Orleans.Runtime.OrleansConfigurationException">A grain or message breaks a rule of the programming model; all faults are listed.</exception>
    public GrainCluster(GrainClusterOptions options) : this(options, new ThreadPoolDriver())
    {
    }

    internal GrainCluster(GrainClusterOptions options, GrainHostDriver driver)
    {
        (Options, Driver, Model) = (options, driver, new GrainModel(options));
        Directory = new GrainDirectory(this);
        Router = new CallRouter(this);
        _idleScan = driver.ClockOf(null, options.Time).CreateTimer(_ => CollectIdle(), null, options.IdleScanPeriod, options.IdleScanPeriod);
    }

    /// <summary>The silos that run, in the order of their start.</summary>
    public IReadOnlyList<GrainSilo> Silos => _silos;

    internal GrainClusterOptions Options { get; }

    internal GrainHostDriver Driver { get; }

    internal GrainModel Model { get; }

    internal GrainDirectory Directory { get; }

    internal CallRouter Router { get; }

    /// <summary>Starts a silo.</summary>
    /// <exception cref="InvalidOperationException">A silo with this name runs.</exception>
    public GrainSilo StartSilo(SiloDefinition definition)
    {
        var silo = new GrainSilo(this, definition);
        lock (_gate)
        {
            if (_silos.Any(running => running.Name == definition.Name))
                throw new InvalidOperationException($"Silo '{definition.Name}' runs already.");

            _silos = [.. _silos, silo];
        }

        return silo;
    }

    /// <summary>References whose calls start outside all silos, so that every call is serialised.</summary>
    public IGrainFactory CreateClient(string name) => new EndpointGrainFactory(new CallEndpoint(this, name, null));

    /// <summary>Deactivates the silo's grains and stops it; the token is the deadline.</summary>
    public async Task StopSiloAsync(GrainSilo silo, CancellationToken cancellationToken)
    {
        await silo.StopAsync(cancellationToken);
        Unlist(silo);
    }

    /// <summary>Ends a silo without warning: its memory is lost, calls to it find no answer.</summary>
    public void KillSilo(GrainSilo silo)
    {
        Unlist(silo);
        silo.Crash();
    }

    /// <summary>Stops all silos; the token is the deadline.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _idleScan.DisposeAsync();
        await Task.WhenAll(_silos.Select(silo => StopSiloAsync(silo, cancellationToken)));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await StopAsync(new CancellationToken(canceled: true));

    /// <summary>The cluster takes the silo for dead; its activations may still run.</summary>
    internal void Unlist(GrainSilo silo)
    {
        silo.IsListed = false;
        lock (_gate)
            _silos = [.. _silos.Where(running => !ReferenceEquals(running, silo))];
    }

    private void CollectIdle()
    {
        foreach (var silo in _silos)
        {
            var now = silo.Endpoint.Time.GetTimestamp();
            foreach (var activation in silo.Activations())
                activation.CollectIfIdle(now, Options.IdleAge);
        }
    }
}
