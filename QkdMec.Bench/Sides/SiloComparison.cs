using QkdMec.Bench.Paths;
using QkdMec.Bench.Running;
using QkdMec.Bench.Servers;

namespace QkdMec.Bench.Sides;

/// <summary>The product on two silos beside the product on one, both on PostgreSQL. The figure is the two silos' share of the one's rate.</summary>
internal sealed class SiloComparison(Func<IBenchPath> makePath) : IComparison
{
    /// <inheritdoc/>
    public async Task<(IBenchSide Ours, IBenchSide Other)> StartAsync(int connections) => (await StartAsync(2, connections), await StartAsync(1, connections));

    /// <inheritdoc/>
    public (string Ratio, string Detail) Tell(PathFigures figures) => (figures.SiloLine, figures.SiloDetailLine);

    private async Task<IBenchSide> StartAsync(int silos, int connections)
    {
        var path = makePath();
        var ours = await BenchCluster.StartAsync(silos);
        await ours.FillAsync();
        return new PathSide(path, ours, await path.ConnectOursAsync(ours, connections));
    }
}
