namespace QkdMec.Tests.Simulation.Probes;

/// <summary>Does one thing that a simulation must show or refuse.</summary>
[Alias("tests.IProbeGrain")]
public interface IProbeGrain : IGrainWithStringKey
{
    Task<int> NextAsync();

    Task LeaveTheThreadAsync();

    Task WaitForEverAsync();

    Task WaitAsync(TimeSpan duration);

    Task<DateTimeOffset> ClockAsync();
}
