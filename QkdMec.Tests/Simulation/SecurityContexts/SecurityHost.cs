using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using QkdMec.Embedded.Activations;
using QkdMec.Embedded.Simulation;
using QkdMec.Embedded.Storage;
using QkdMec.Grains.Entropy;
using QkdMec.Grains.Hosting;
using QkdMec.Grains.Identity;
using QkdMec.Grains.SecurityContexts;
using QkdMec.Protocols.SecurityContexts;
using QkdMec.Tests.Fakes;

namespace QkdMec.Tests.Simulation.SecurityContexts;

/// <summary>One MEC host of the world: its disk, and how its silo is composed at every start.</summary>
internal sealed class SecurityHost(HostId host, SimulatedCluster simulation, KeyExchange keys, SecurityHistory history, Action<string> count)
{
    private static readonly SecurityContextOptions Options = new()
    {
        ActivationBurst = 4,
        MaxRunningInvocations = 3,
        Session = new HostSessionOptions { Limits = new KeyLimits(TimeSpan.FromMinutes(2), 60, 128 * 1024) },
    };

    private readonly MemoryStateStore _disk = new();

    public SaeId Sae { get; } = SaeId.Parse($"sae-{host.Name}");

    public SiloDefinition Definition => new(
        host.Name,
        ImmutableDictionary<string, string>.Empty.Add(KeyPlacement.SitesKey, host.Site.Value).Add(KeyPlacement.HostsKey, host.ToGrainKey()),
        Compose);

    private void Compose(IServiceCollection services) => services
        .AddSingleton<IGrainStateStore>(provider => new SlowlyFailingStore(_disk, simulation, provider.GetRequiredService<TimeProvider>(), count))
        .AddSingleton<IIdSource, CountedIds>()
        .AddSingleton<IHosts>(provider => new HostTable(new Dictionary<HostId, HostParts> { [host] = PartsOf(provider.GetRequiredService<TimeProvider>()) }))
        .AddSingleton<IIncomingGrainCallFilter>(new ContextWatch(history))
        .AddKeyPlacement()
        .AddSecurityContexts(Options);

    private HostParts PartsOf(TimeProvider clock) =>
        new(Sae, keys.Of(Sae.Value, clock), new ScriptedRuntime(host, simulation, history, clock));
}
