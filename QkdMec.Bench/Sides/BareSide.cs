using QkdMec.Bench.Loads;
using QkdMec.Bench.Servers;

namespace QkdMec.Bench.Sides;

/// <summary>The bare endpoint under a path's load.</summary>
internal sealed class BareSide(BareServer bare, IReadOnlyList<IBenchClient> clients) : IBenchSide
{
    /// <inheritdoc/>
    public IReadOnlyList<IBenchClient> Clients => clients;

    /// <inheritdoc/>
    public bool IsInBursts => false;

    /// <inheritdoc/>
    public Task<TimeSpan> CpuTimeAsync() => bare.Process.CpuTimeAsync();

    /// <inheritdoc/>
    public Task PrepareAsync(long requests) => Task.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        clients.ToList().ForEach(client => client.Dispose());
        return bare.DisposeAsync();
    }
}
