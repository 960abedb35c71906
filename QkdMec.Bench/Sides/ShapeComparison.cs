using QkdMec.Bench.Running;
using QkdMec.Bench.Servers;

namespace QkdMec.Bench.Sides;

/// <summary>The product with much of something beside the product with little of it. The figure is what a request costs with much over what it costs with little.</summary>
internal sealed class ShapeComparison(SystemShape much, SystemShape little, KeyOperation operation, bool isInBursts) : IComparison
{
    /// <inheritdoc/>
    public async Task<(IBenchSide Ours, IBenchSide Other)> StartAsync(int connections) =>
        (await ShapedSide.StartAsync(much, operation, isInBursts, connections), await ShapedSide.StartAsync(little, operation, isInBursts, connections));

    /// <inheritdoc/>
    public (string Ratio, string Detail) Tell(PathFigures figures) => (figures.CostLine, figures.CostDetailLine);
}
