using QkdMec.Bench.Running;

namespace QkdMec.Bench.Sides;

/// <summary>What is measured beside what.</summary>
internal interface IComparison
{
    /// <summary>Starts both servers and connects so many clients to each.</summary>
    Task<(IBenchSide Ours, IBenchSide Other)> StartAsync(int connections);

    /// <summary>The two lines that tell the figures.</summary>
    (string Ratio, string Detail) Tell(PathFigures figures);
}
