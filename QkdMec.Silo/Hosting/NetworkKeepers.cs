using QkdMec.Grains.MecHosts.Registries;
using QkdMec.Grains.Notifications;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Silo.Configuration;

namespace QkdMec.Silo.Hosting;

/// <summary>The keepers of this process, one for each silo.</summary>
internal sealed class NetworkKeepers : IAsyncDisposable
{
    private static readonly TimeSpan FirstLookWithin = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource stopping = new();
    private readonly List<Task> running = [];

    /// <summary>Takes up what changed, then goes on following.</summary>
    /// <exception cref="StartupException">The changes cannot be read.</exception>
    public async Task FollowAsync(NetworkKeeper keeper)
    {
        try
        {
            await keeper.CatchUpAsync(stopping.Token).WaitAsync(FirstLookWithin, stopping.Token);
        }
        catch (Exception fault) when (fault is TimeoutException or OrleansException or IOException)
        {
            throw new StartupException($"the changes of the network's topology cannot be read: {fault.Message}", fault);
        }

        running.Add(keeper.RunAsync(stopping.Token));
    }

    /// <summary>Goes on keeping the registry of MEC hosts awake.</summary>
    public void Watch(HostKeeper keeper) => running.Add(keeper.RunAsync(stopping.Token));

    /// <summary>Goes on seeing to it that unfinished notifications are delivered.</summary>
    public void Watch(NotificationKeeper keeper) => running.Add(keeper.RunAsync(stopping.Token));

    /// <summary>Ends all keepers; safe twice.</summary>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await Task.WhenAll(running);
    }
}
