using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using QkdMec.Client.Saes;
using QkdMec.Embedded.Activations;
using QkdMec.Embedded.Simulation;
using QkdMec.Embedded.Storage;
using QkdMec.Gateway.Functions;
using QkdMec.Grains.Hosting;
using QkdMec.Grains.Identity;
using QkdMec.Grains.SecurityContexts;
using QkdMec.Protocols.SecurityContexts;
using QkdMec.Tests.Simulation.Checkers;
using QkdMec.Tests.Simulation.Worlds;

namespace QkdMec.Tests.Simulation.SecurityContexts;

/// <summary>
/// Security contexts between the SAE of a client perimeter and two MEC hosts, over the product's gateway: functions run on sealed requests while
/// processes crash and come twice, keys are short, and somebody on the line replays, re-orders, swaps, cuts and alters what passes.
/// </summary>
public sealed partial class SecurityContextWorld : SimulatedWorld
{
    private const string Client = "hospital";

    private static readonly HostId[] Hosts = [HostId.Parse("edge/edge-1"), HostId.Parse("edge/edge-2")];
    private static readonly string[] Apps = ["cardio-risk", "echo"];
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);

    private readonly List<GrainSilo> _seen = [];
    private readonly List<WorldContext> _contexts = [];
    private readonly DurabilityChecker<WorldContext> _durability = new();
    private SecurityHistory _history = null!;
    private SecurityWire _wire = null!;
    private Attacker _attacker = null!;
    private KeyExchange _keys = null!;
    private IGrainFactory _operator = null!;
    private Task _warm = Task.CompletedTask;

    public override string Name => "security-context";

    public override GrainClusterOptions Cluster { get; } = new()
    {
        Assemblies = [typeof(ISecurityContextGrain).Assembly],
        ResponseTimeout = TimeSpan.FromSeconds(5),
    };

    public override int Operations => 260;

    public override TimeSpan Recovery => TimeSpan.FromSeconds(30);

    // One suite, and a gateway that asks for no tokens: two answers cannot come.
    public override IReadOnlyList<string> RequiredOutcomes =>
    [
        .. Enum.GetNames<NegotiationStatus>().Select(status => $"negotiation {status}"),
        .. Enum.GetNames<KeyActivationOutcome>().Select(outcome => $"activation {outcome}"),
        .. Enum.GetNames<InvocationStatus>().Select(status => $"invocation {status}"),
        .. Enum.GetNames<InvocationEnd>().Select(end => $"end {end}"),
        .. Enum.GetNames<ResultRefusal>().Select(refusal => $"result {refusal}"),
        .. Enum.GetNames<RekeyStatus>().Except([nameof(RekeyStatus.NoCommonSuite), nameof(RekeyStatus.NotAdmitted)]).Select(status => $"key {status}"),
        .. Enum.GetNames<Attack>().Select(attack => $"attack {attack}"),
        SlowlyFailingStore.Failed,
    ];

    protected override void Build()
    {
        _history = new SecurityHistory(Count);
        _keys = new KeyExchange(Simulation);
        foreach (var host in Hosts)
        {
            Simulation.AddSilo(new SecurityHost(host, Simulation, _keys, _history, Count).Definition);
        }

        Simulation.AddSilo(new SiloDefinition(
            Client, ImmutableDictionary<string, string>.Empty.Add(KeyPlacement.SitesKey, Client), ComposeClient));
        _operator = Simulation.AddClient("operator");
        var limits = new FunctionLimits { InvokeWithin = TimeSpan.FromSeconds(6) };
        _wire = new SecurityWire(Simulation, new GatewayFront(Simulation.AddClient("gateway"), Simulation.Clock, limits), _history);
        _wire.Attacker = _attacker = new Attacker(_wire, () => _contexts, Count);
        AddFaults();
        AddOperations();
    }

    protected override async Task CheckAsync()
    {
        foreach (var context in _durability.Owed)
        {
            var offer = new CipherSuiteOffer(SaeId.Parse(SaeLife.Sae), [CipherSuite.Aes256Gcm.Name], "");
            var negotiated = await GrainOf(context).NegotiateAsync(offer, CancellationToken.None);
            _durability.Demand(context, negotiated.Status != NegotiationStatus.UnknownContext, $"its host says {negotiated.Status}");

            // The healed system serves again, with one new key at most.
            var keys = _history.KeysOf(context);
            var end = await InvokeAsync(context);
            Assert.True(end == InvocationEnd.Answered, $"After healing, an invocation at {context.Place} ended as {end}.");
            Assert.True(_history.KeysOf(context) - keys <= 1, $"After healing, {context.Place} needed {_history.KeysOf(context) - keys} new keys.");
        }

        _history.Demand();
    }

    private void AddFaults()
    {
        Simulation.Faults.IsOn = false;
        _warm = Simulation.Start(BindFirstAsync);
        Simulation.At(WarmUp, () => Simulation.Faults.IsOn = true);
        Simulation.Faults.SiloFaultPeriod = TimeSpan.FromSeconds(8);
        foreach (var kind in Enum.GetValues<FaultKind>().Where(kind => kind < FaultKind.Crash))
        {
            Simulation.Faults.Set(kind, kind < FaultKind.StorageFailedBefore ? 0.004 : kind < FaultKind.CrashBeforeStorage ? 0.03 : 0.002);
        }
    }

    private async Task BindFirstAsync()
    {
        foreach (var host in Hosts)
        {
            foreach (var app in Apps)
            {
                await BindAsync(host, app);
            }
        }
    }

    private void ComposeClient(IServiceCollection services) => services
        .AddSingleton<IGrainStateStore>(new MemoryStateStore())
        .AddKeyPlacement()
        .AddSingleton(provider =>
        {
            var clock = provider.GetRequiredService<TimeProvider>();
            return new SaeLife(_keys.Of(SaeLife.Sae, clock), _wire, clock);
        });

    private ISecurityContextGrain GrainOf(WorldContext context) => _operator.GetGrain<ISecurityContextGrain>(context.Place);

    private WorldContext SomeContext() => _contexts[Simulation.Random.Below(_contexts.Count)];

    /// <summary>A live process of the client perimeter: the one the cluster knows, or one that was declared dead and runs on.</summary>
    private GrainSilo? SomeClient()
    {
        _seen.AddRange(Simulation.Silos.Where(silo => silo.Name == Client && !_seen.Contains(silo)));
        var lives = _seen.Where(silo => silo.IsAlive).ToList();
        return lives.Count == 0 ? null : lives[Simulation.Random.Below(lives.Count)];
    }
}
