namespace QkdMec.Tests.Hosts.Grains;

/// <summary>Counts the ticks of its timer.</summary>
[Alias("tests.ITickGrain")]
public interface ITickGrain : IGrainWithStringKey
{
    Task StartAsync(TimeSpan period, bool interleave);

    [AlwaysInterleave]
    Task<int> WaitForTicksAsync(int ticks);

    /// <summary>Holds the grain until it is let go; answers how many ticks ran meanwhile.</summary>
    Task<int> HoldAsync();

    [AlwaysInterleave]
    Task LetGoAsync();

    Task<int> StopAsync();

    Task<int> TicksAsync();

    Task FireOnceAsync();
}
