using Microsoft.Extensions.DependencyInjection;
using QkdMec.Embedded.Activations;
using QkdMec.Embedded.Storage;
using QkdMec.Grains.AppCatalogs;
using QkdMec.Grains.AppContexts;
using QkdMec.Grains.Identity;
using QkdMec.Grains.Orchestration;
using QkdMec.Tests.Fakes;
using QkdMec.Tests.Hosting;
using QkdMec.Tests.Hosts.Mec;
using QkdMec.Tests.Simulation.Worlds;

namespace QkdMec.Tests.Simulation.Mec;

/// <summary>
/// Devices create, change and delete contexts while everything fails. What was acknowledged is there in the end and nothing else is held:
/// no room of a host, no key rate and no security context without its context.
/// </summary>
public sealed partial class MecWorld : SimulatedWorld
{
    private readonly MecTestSystem system;
    private readonly ContextJournal journal = new();
    private IGrainFactory client = null!;
    private int number;

    /// <summary>The world; without <paramref name="settleAfter"/> hosts ask about unfinished business as in the product.</summary>
    public MecWorld(TimeSpan? settleAfter = null)
    {
        var options = new MecTestSystem().Options;
        system = new MecTestSystem
        {
            Options = options with
            {
                Hosts = [.. options.Hosts.Select(host => host with { Contexts = 12 })], SettleAfter = settleAfter ?? options.SettleAfter,

                // So impatient that hosts are given up that live.
                PulsePeriod = TimeSpan.FromSeconds(1), FailedAfter = TimeSpan.FromSeconds(3), RelocateAgainAfter = TimeSpan.FromSeconds(3),
            },
        };
    }

    public override string Name => "mec";

    public override GrainClusterOptions Cluster { get; } = new()
    {
        Types = MecTestSystem.Types, ResponseTimeout = TimeSpan.FromSeconds(2), IdleAge = TimeSpan.FromSeconds(30),
    };

    public override TimeSpan Recovery => TimeSpan.FromMinutes(10);

    public override IReadOnlyList<string> RequiredOutcomes =>
        ["create Created", "create NoCapacity", "create NoKey", "create Unavailable", "create failed", "delete True", "delete False", "delete failed", "update True",
        "move Moved", "move NotThere", "move NoPlace", "move Unavailable", "move failed", "drain Changed", "put Changed", "relocated HostFailed", "relocated HostDrained"];

    protected override void Build()
    {
        system.Knobs.KeyRate = 256 * MecCheck.ContextsWithKey;
        foreach (var silo in system.Silos(new SeededEntropy(7), new CountedIds()))
        {
            Simulation.AddSilo(new SiloDefinition(
                silo.Name, silo.Metadata, services => silo.Fill(services.AddSingleton<IGrainStateStore>(new TestStateStore(silo.States)))));
        }

        client = Simulation.AddClient("client");
        Operation("create", 6, CreateAsync);
        Operation("create again", 1, CreateAgainAsync);
        Operation("delete", 4, () => DeleteAsync(journal.SomeKnown(Simulation.Random.Below)));
        Operation("delete again", 1, () => DeleteAsync(journal.SomeTried(Simulation.Random.Below)));
        Operation("update", 2, UpdateAsync);
        AddHostOperations();
    }

    protected override async Task CheckAsync()
    {
        // A host that crashed is woken by whoever asks for it next: a placement, the operator, a readiness probe.
        await PutBackAsync();
        await client.GetGrain<IOrchestratorGrain>(MecOptions.System).ListHostsAsync(CancellationToken.None);
        await Task.Delay(TimeSpan.FromMinutes(5), Simulation.Clock);
        await new MecCheck(client, system.Options).RunAsync(journal);
    }

    private async Task CreateAsync()
    {
        var id = new ContextId($"{Simulation.Random.Next():x16}{Simulation.Random.Next():x16}");
        journal.Try(id);
        await CreateAsync(id);
    }

    private async Task CreateAgainAsync()
    {
        if (journal.SomeKnown(Simulation.Random.Below) is { } id)
        {
            await CreateAsync(id);
        }
    }

    private Task CreateAsync(ContextId id) => CountAsync("create", async () =>
    {
        await client.GetGrain<IAppCatalogGrain>(MecOptions.System).OnboardAsync(MecTestSystem.Echo, CancellationToken.None);
        var outcome = await client.GetGrain<IAppContextGrain>(id.Value).CreateAsync(Command(id), CancellationToken.None);
        if (outcome.Status == CreateStatus.Created)
        {
            journal.Created(id);
        }

        return outcome.Status.ToString();
    });

    private Task DeleteAsync(ContextId? id) => id is not { } context
        ? Task.CompletedTask
        : CountAsync("delete", async () =>
        {
            // Unknown until it answers: it may happen although the answer is lost.
            journal.Doubt(context);
            var found = await client.GetGrain<IAppContextGrain>(context.Value).DeleteAsync(CancellationToken.None);
            journal.Deleted(context);
            return found.ToString();
        });

    private Task UpdateAsync() => journal.SomeKnown(Simulation.Random.Below) is not { } id
        ? Task.CompletedTask
        : CountAsync("update", async () =>
        {
            var command = new UpdateAppContext($"http://192.0.2.1/{++number}", []);
            return (await client.GetGrain<IAppContextGrain>(id.Value).UpdateAsync(command, CancellationToken.None)).ToString();
        });

    private async Task CountAsync(string operation, Func<Task<string>> act)
    {
        try
        {
            Count($"{operation} {await act()}");
        }
        catch (Exception fault) when (fault is TimeoutException or OrleansException)
        {
            Count($"{operation} failed");
        }
    }

    private static CreateAppContext Command(ContextId id) => new(
        new AppContextRequest
        {
            DeviceApp = $"device-{id}",
            App = new AppReference(null, "echo", "QkdMec", null, "1.0"),
            Instances = [new UserAppInstance(null, null)],
        },
        TimeSpan.FromSeconds(4),
        "");
}
