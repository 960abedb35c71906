using QkdMec.Grains.AppContexts;
using QkdMec.Grains.Identity;
using QkdMec.Grains.MecHosts.Registries;
using QkdMec.Grains.Orchestration;
using QkdMec.Grains.Relocations;

namespace QkdMec.Tests.Simulation.Mec;

/// <content>Hosts come and go, and contexts move.</content>
public sealed partial class MecWorld
{
    private IHostRegistryGrain Registry => client.GetGrain<IHostRegistryGrain>(MecOptions.System);

    private void AddHostOperations()
    {
        Operation("move", 3, MoveAsync);
        Operation("drain", 1, () => CountAsync("drain", async () => (await Registry.DrainAsync(SomeHost(), CancellationToken.None)).Status.ToString()));
        Operation("put", 2, () => CountAsync("put", async () => (await Registry.PutAsync(new HostRequest(SomeHost()), CancellationToken.None)).Status.ToString()));
        Operation("look at relocations", 2, LookAsync);
    }

    private HostId SomeHost() => system.Options.Hosts[Simulation.Random.Below(system.Options.Hosts.Length)].Id;

    private Task MoveAsync() => journal.SomeKnown(Simulation.Random.Below) is not { } id
        ? Task.CompletedTask
        : CountAsync("move", async () =>
        {
            var command = new MoveAppContext(SomeHost(), MoveReason.BetterPlace, TimeSpan.FromSeconds(4));
            return (await client.GetGrain<IAppContextGrain>(id.Value).MoveAsync(command, CancellationToken.None)).Status.ToString();
        });

    private async Task LookAsync()
    {
        try
        {
            foreach (var host in await client.GetGrain<IRelocatorGrain>(MecOptions.System).ListAsync(CancellationToken.None))
            {
                Count($"relocated {(host.Moved > 0 ? host.Reason.ToString() : "none")}");
            }
        }
        catch (Exception fault) when (fault is TimeoutException or OrleansException)
        {
            Count("look at relocations failed");
        }
    }

    // As an operator does who is told that the registry found itself replaced: again.
    private async Task PutAsync(HostId host)
    {
        try
        {
            await Registry.PutAsync(new HostRequest(host), CancellationToken.None);
        }
        catch (OrleansException)
        {
            await Registry.PutAsync(new HostRequest(host), CancellationToken.None);
        }
    }

    /// <summary>All hosts serve again, and whoever moves contexts is awake to clear what it left.</summary>
    private async Task PutBackAsync()
    {
        foreach (var host in system.Options.Hosts)
        {
            await PutAsync(host.Id);
        }

        await client.GetGrain<IRelocatorGrain>(MecOptions.System).WakeAsync(CancellationToken.None);
    }
}
