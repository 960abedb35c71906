using QkdMec.Bench.Loads;
using QkdMec.Bench.Paths;
using QkdMec.Bench.Servers;

namespace QkdMec.Bench.Sides;

/// <summary>The product under a path's load.</summary>
internal sealed class PathSide(IBenchPath path, OursServer ours, IReadOnlyList<IBenchClient> clients) : IBenchSide
{
    /// <inheritdoc/>
    public IReadOnlyList<IBenchClient> Clients => clients;

    /// <inheritdoc/>
    public bool IsInBursts => false;

    /// <inheritdoc/>
    public Task<TimeSpan> CpuTimeAsync() => ours.CpuTimeAsync();

    /// <inheritdoc/>
    public Task PrepareAsync(long requests) => path.PrepareAsync(ours, requests);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        clients.ToList().ForEach(client => client.Dispose());
        return ours.DisposeAsync();
    }
}
