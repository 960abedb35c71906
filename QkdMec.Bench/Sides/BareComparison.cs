using QkdMec.Bench.Loads;
using QkdMec.Bench.Paths;
using QkdMec.Bench.Running;
using QkdMec.Bench.Servers;

namespace QkdMec.Bench.Sides;

/// <summary>The product beside a bare endpoint. The figure is the product's share of the bare rate.</summary>
internal sealed class BareComparison(IBenchPath path) : IComparison
{
    /// <inheritdoc/>
    public async Task<(IBenchSide Ours, IBenchSide Other)> StartAsync(int connections)
    {
        var ours = await OursServer.StartAsync(SystemShape.Standard);
        await ours.FillAsync();
        var ourClients = await path.ConnectOursAsync(ours, connections);
        var bare = await BareServer.StartAsync(ours, path.BareListener);
        return (new Side(ours.Process, ourClients, requests => path.PrepareAsync(ours, requests), ours),
            new Side(bare.Process, await path.ConnectBareAsync(bare, connections), _ => Task.CompletedTask, bare));
    }

    /// <inheritdoc/>
    public (string Ratio, string Detail) Tell(PathFigures figures) => (figures.RatioLine, figures.DetailLine);

    private sealed class Side(
        ServerProcess process, IReadOnlyList<IBenchClient> clients, Func<long, Task> prepare, IAsyncDisposable server) : IBenchSide
    {
        public ServerProcess Process => process;

        public IReadOnlyList<IBenchClient> Clients => clients;

        public bool IsInBursts => false;

        public Task PrepareAsync(long requests) => prepare(requests);

        public ValueTask DisposeAsync()
        {
            clients.ToList().ForEach(client => client.Dispose());
            return server.DisposeAsync();
        }
    }
}
