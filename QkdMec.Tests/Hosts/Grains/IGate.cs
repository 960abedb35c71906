namespace QkdMec.Tests.Hosts.Grains;

/// <summary>Holds calls until they are released, so that a test sees which run beside which.</summary>
[Alias("tests.IGate")]
public interface IGate : IGrainWithStringKey
{
    Task<int> HoldAsync();

    [ReadOnly]
    Task<int> ReadHoldAsync();

    [AlwaysInterleave]
    Task WaitForEntriesAsync(int entries);

    [AlwaysInterleave]
    Task ReleaseAsync();

    Task<int> RaceAsync();

    [AlwaysInterleave]
    Task<int> OverlapAsync();
}
