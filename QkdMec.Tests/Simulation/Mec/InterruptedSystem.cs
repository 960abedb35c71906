using Microsoft.Extensions.DependencyInjection;
using QkdMec.Embedded.Activations;
using QkdMec.Embedded.Simulation;
using QkdMec.Embedded.Storage;
using QkdMec.Grains.AppCatalogs;
using QkdMec.Grains.AppContexts;
using QkdMec.Grains.Identity;
using QkdMec.Grains.MecHosts;
using QkdMec.Grains.Orchestration;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Grains.SecurityContexts;
using QkdMec.Tests.Fakes;
using QkdMec.Tests.Hosting;
using QkdMec.Tests.Hosts.Mec;

namespace QkdMec.Tests.Simulation.Mec;

/// <summary>The MEC system with one context, in one process that is killed at a chosen effect and started again.</summary>
internal sealed class InterruptedSystem : IDisposable
{
    private static readonly string[] Silos = ["mec-0", "mec-1", "edge-1", "edge-2"];

    // Sooner than the simulator starts crashed silos one by one: the process comes back as a whole.
    private static readonly TimeSpan Outage = TimeSpan.FromMilliseconds(50);

    // Longer than hosts wait until they ask about what was left unfinished, and than it takes to settle it.
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(2);

    private readonly MecTestSystem system;
    private readonly EffectCounter effects = new();
    private readonly SimulatedCluster simulation;
    private readonly IGrainFactory client;

    /// <summary>The system without the context; without <paramref name="settleAfter"/> hosts ask about unfinished business as in the product.</summary>
    public InterruptedSystem(ulong seed, TimeSpan? settleAfter = null)
    {
        var options = new MecTestSystem().Options;
        system = new MecTestSystem { Options = options with { SettleAfter = settleAfter ?? options.SettleAfter } };
        simulation = new(new SimulationOptions
        {
            Seed = seed, Cluster = new GrainClusterOptions { Types = MecTestSystem.Types, ResponseTimeout = TimeSpan.FromSeconds(2) },
        });
        foreach (var silo in system.Silos(new SeededEntropy(7), new CountedIds()))
        {
            simulation.AddSilo(new SiloDefinition(silo.Name, silo.Metadata, services => silo.Fill(services
                .AddSingleton<IGrainStateStore>(new CountedStates(new TestStateStore(silo.States), effects))
                .AddSingleton<IIncomingGrainCallFilter>(new CountedCalls(effects)))));
        }

        client = simulation.AddClient("client");
        Run(() => client.GetGrain<IAppCatalogGrain>(MecOptions.System).OnboardAsync(MecTestSystem.Echo, CancellationToken.None));
        simulation.RunUntilQuiescent();
    }

    /// <summary>The context's id.</summary>
    public static ContextId Id { get; } = new("c-1");

    /// <summary>What the operation under test did, up to the kill.</summary>
    public IReadOnlyList<string> Effects => effects.Met;

    private IAppContextGrain Context => client.GetGrain<IAppContextGrain>(Id.Value);

    public void Dispose() => simulation.Dispose();

    /// <summary>Creates the context; the answer's status.</summary>
    public async Task<string> CreateAsync()
    {
        var request = new AppContextRequest
        {
            DeviceApp = "device", App = new AppReference(null, "echo", "QkdMec", null, "1.0"), Instances = [new UserAppInstance(null, null)],
        };
        return (await Context.CreateAsync(new CreateAppContext(request, TimeSpan.FromSeconds(4), ""), CancellationToken.None)).Status.ToString();
    }

    /// <summary>Moves the context away from a host; the answer's status.</summary>
    public async Task<string> MoveAsync(HostId from, MoveReason reason) =>
        (await Context.MoveAsync(new MoveAppContext(from, reason, TimeSpan.FromSeconds(4)), CancellationToken.None)).Status.ToString();

    /// <summary>Deletes the context; whether it was there.</summary>
    public async Task<string> DeleteAsync() => (await Context.DeleteAsync(CancellationToken.None)).ToString();

    /// <summary>Does something undisturbed; its answer.</summary>
    public string Do(Func<Task<string>> operation)
    {
        var answer = "";
        Run(async () => answer = await operation());
        simulation.RunUntilQuiescent();
        return answer;
    }

    /// <summary>Does something and kills the process at an effect of it (0: not at all), starts it again and lets it settle; null when no answer came.</summary>
    public string? Kill(int at, Func<Task<string>> operation)
    {
        effects.Begin(at, KillProcess);
        string? answer = null;
        Run(async () =>
        {
            try
            {
                answer = await operation();
            }
            catch (Exception fault) when (fault is TimeoutException or OrleansException)
            {
                // The client's connection broke: it knows nothing.
            }
        });
        simulation.RunUntilQuiescent();
        effects.End();
        Settle();
        return answer;
    }

    /// <summary>The context as its device sees it; null when there is none.</summary>
    public AppContextView? View()
    {
        AppContextView? view = null;
        Run(async () => view = await Context.GetAsync(CancellationToken.None));
        return view;
    }

    /// <summary>What each host and the network hold.</summary>
    public string Held()
    {
        var held = new List<string>();
        Run(async () =>
        {
            foreach (var host in system.Options.Hosts)
            {
                held.Add(await DescribeAsync(host.Id));
            }

            held.Add(Describe(system.Knobs.KeyRate - await RateLeftAsync()));
        });
        return string.Join(", ", held);
    }

    /// <summary>What must be held when the context is on a host, or nowhere.</summary>
    public string Expected(HostId? place) => string.Join(", ", [
        .. system.Options.Hosts.Select(host => host.Id == place
            ? Describe(host.Id, (1, system.Options.DefaultMemoryMegabytes, 0), Id.Value, isBound: true)
            : Describe(host.Id, (0, 0, 0), "", isBound: false)),
        Describe(place is null ? 0 : system.Options.KeyRateBitsPerSecond)]);

    private static string Describe(HostId host, (int Contexts, int Memory, int Unsettled) room, string listed, bool isBound) =>
        $"{host}: {room.Contexts} contexts in {room.Memory} MB, {room.Unsettled} unsettled, lists [{listed}], bound {isBound}";

    private static string Describe(double rate) => FormattableString.Invariant($"{rate} bit/s");

    private async Task<string> DescribeAsync(HostId host)
    {
        var status = await client.GetGrain<IMecHostGrain>(host.ToGrainKey()).GetStatusAsync(CancellationToken.None);
        var listed = await client.GetGrain<IContextIndexGrain>(host.ToGrainKey()).ListAsync("", int.MaxValue, CancellationToken.None);
        var security = client.GetGrain<ISecurityContextGrain>($"{host.ToGrainKey()}/{Id}");
        var negotiated = await security.NegotiateAsync(new CipherSuiteOffer(SaeId.Parse("sae"), [], ""), CancellationToken.None);
        return Describe(
            host, (status.ContextsUsed, status.MemoryUsedMegabytes, status.Unsettled), string.Join(' ', listed), negotiated.Status == NegotiationStatus.Chosen);
    }

    private async Task<double> RateLeftAsync()
    {
        var edge = system.Options.Hosts[0].Kme;
        return (await client.GetGrain<IQkdNetworkGrain>("qkd").GetAvailabilityAsync(edge, edge, CancellationToken.None)).RateBitsPerSecond;
    }

    private void Run(Func<Task> work) => simulation.Run(work);

    private void KillProcess()
    {
        foreach (var silo in Silos)
        {
            simulation.CrashSilo(silo);
        }

        simulation.At(Outage, simulation.Heal);
    }

    private void Settle()
    {
        // The kill may have come after the answer, so that nobody waited for the process to be back.
        simulation.RunFor(Outage * 2);

        // A process that starts asks for its hosts before it is ready; from then on they ask about unfinished business.
        Run(() => client.GetGrain<IOrchestratorGrain>(MecOptions.System).ListHostsAsync(CancellationToken.None));
        simulation.RunFor(Rest);
        foreach (var host in system.Options.Hosts)
        {
            // What happens when a host that was given up is back.
            Run(() => Context.CloseStrayAsync(host.Id, CancellationToken.None));
        }
    }
}
