namespace QkdMec.Grains.Kmes;

/// <summary>How long a KME waits.</summary>
public sealed class KmeOptions
{
    /// <summary>How long a KME waits for a block to be committed at both ends; 2 s by default, 100 ms to 30 s.</summary>
    public TimeSpan SupplyTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a KME waits for the state of its pools and for a neighbour to join a session; 1 s by default, 50 ms to 10 s. It bounds what a status costs when a process is dead.</summary>
    public TimeSpan ReadTimeout { get; set; } = TimeSpan.FromSeconds(1);
}
