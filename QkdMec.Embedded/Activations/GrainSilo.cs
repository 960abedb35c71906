using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans;
using Orleans.Runtime;
using QkdMec.Embedded.Calls;
using QkdMec.Embedded.Storage;

namespace QkdMec.Embedded.Activations;

/// <summary>One life of a virtual silo: its services and its activations. A restart makes another object with the same name.</summary>
public sealed class GrainSilo
{
    private readonly ConcurrentDictionary<GrainAddress, GrainActivation> _catalog = new();
    private readonly ConcurrentDictionary<string, IGrainStateStore> _stores = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly ServiceProvider _services;

    internal GrainSilo(GrainCluster cluster, SiloDefinition definition)
    {
        (Cluster, Definition) = (cluster, definition);
        Endpoint = new CallEndpoint(cluster, definition.Name, this);
        GrainFactory = new EndpointGrainFactory(Endpoint);
        var services = new ServiceCollection();
        services.AddSingleton(Endpoint.Time);
        definition.ConfigureServices(services);
        services.RemoveAll<TimeProvider>();
        services.AddSingleton(Endpoint.Time);
        services.TryAddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddSingleton(GrainFactory);
        _services = services.BuildServiceProvider();
        Filters = [.. _services.GetServices<IIncomingGrainCallFilter>()];
        Logger = _services.GetRequiredService<ILogger<GrainSilo>>();
    }

    /// <summary>The name of the silo.</summary>
    public string Name => Definition.Name;

    /// <summary>What placement reads.</summary>
    public IReadOnlyDictionary<string, string> Metadata => Definition.Metadata;

    /// <summary>The silo's own container.</summary>
    public IServiceProvider Services => _services;

    /// <summary>References whose calls start at this silo.</summary>
    public IGrainFactory GrainFactory { get; }

    /// <summary>Whether the silo runs: neither stopped nor crashed.</summary>
    public bool IsAlive => Endpoint.IsAlive;

    internal GrainCluster Cluster { get; }

    internal SiloDefinition Definition { get; }

    internal CallEndpoint Endpoint { get; }

    internal IIncomingGrainCallFilter[] Filters { get; }

    internal ILogger Logger { get; }

    internal CancellationToken StopToken => _stop.Token;

    /// <summary>Whether the cluster takes it for alive, and so places grains here.</summary>
    internal bool IsListed { get; set; } = true;

    /// <summary>Whether the silo ended by intention: a call from it is refused then, where a crashed silo's never returns.</summary>
    internal bool HasStopped { get; private set; }

    internal GrainActivation? Find(GrainAddress address) => _catalog.GetValueOrDefault(address);

    /// <summary>A call is here: its activation runs it, made now if there is none; or it goes on to where the grain is.</summary>
    internal void Receive(MethodCall call)
    {
        while (IsAlive)
        {
            if (_catalog.TryGetValue(call.Address, out var activation))
            {
                if (activation.Enqueue(call))
                    return;

                _catalog.TryRemove(new(call.Address, activation));
                continue;
            }

            if (!ReferenceEquals(Cluster.Directory.Register(call.Address, this), this) || !IsListed)
            {
                call.Redirect();
                return;
            }

            _catalog.TryAdd(call.Address, new GrainActivation(this, Cluster.Model.ClassNamed(call.Address.GrainType), call.Address));
        }
    }

    internal void Remove(GrainActivation activation)
    {
        Cluster.Directory.Remove(activation.Address, this);
        _catalog.TryRemove(new(activation.Address, activation));
    }

    internal IGrainStateStore StoreNamed(string? name) => _stores.GetOrAdd(name ?? "", _ => Cluster.Driver.StoreOf(
        this,
        name is null ? _services.GetRequiredService<IGrainStateStore>() : _services.GetRequiredKeyedService<IGrainStateStore>(name)));

    internal IReadOnlyList<GrainActivation> Activations() =>
        [.. _catalog.Values.OrderBy(activation => activation.Address.ToString(), StringComparer.Ordinal)];

    /// <summary>Ends all activations, then the silo. When the token fires, grains see it and the rest is left behind.</summary>
    internal async Task StopAsync(CancellationToken cancellationToken)
    {
        IsListed = false;
        using var registration = cancellationToken.Register(_stop.Cancel);
        var ends = Activations().Select(activation =>
        {
            activation.Deactivate(new(DeactivationReasonCode.ShuttingDown, $"Silo {Name} stops."));
            return activation.Ended;
        }).ToList();
        try
        {
            await Task.WhenAll(ends).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Logger.LogWarning("Silo {Silo} stopped before all its grains had ended.", Name);
        }

        HasStopped = true;
        Endpoint.Pending.AbandonAll(new OrleansException($"Silo {Name} has stopped."));
        Crash();
        await _services.DisposeAsync();
    }

    /// <summary>Loses all memory at once.</summary>
    internal void Crash()
    {
        IsListed = false;
        Endpoint.Die();
        foreach (var activation in Activations())
            activation.Vanish();

        _catalog.Clear();
    }
}
