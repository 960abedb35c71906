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
        return (new PathSide(path, ours, ourClients), new BareSide(bare, await path.ConnectBareAsync(bare, connections)));
    }

    /// <inheritdoc/>
    public (string Ratio, string Detail) Tell(PathFigures figures) => (figures.RatioLine, figures.DetailLine);
}
