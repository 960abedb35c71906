using QkdMec.Bench.Loads;

namespace QkdMec.Bench.Sides;

/// <summary>One of the two servers that rounds alternate between, with the clients that load it.</summary>
internal interface IBenchSide : IAsyncDisposable
{
    /// <summary>The CPU time that the server's processes have used.</summary>
    Task<TimeSpan> CpuTimeAsync();

    /// <summary>The clients, connected.</summary>
    IReadOnlyList<IBenchClient> Clients { get; }

    /// <summary>Whether a round is many bursts, each of as many requests as <see cref="PrepareAsync"/> made ready.</summary>
    bool IsInBursts { get; }

    /// <summary>Makes ready for a round, or a burst of one, with up to so many requests; untimed.</summary>
    Task PrepareAsync(long requests);
}
