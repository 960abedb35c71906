namespace QkdMec.Grains.QkdLinks.Rates;

/// <summary>The run of pulses that devices post-process as one: it sets how long a link's first key takes.</summary>
/// <param name="Pulses">Pulses per post-processing block; 0 for devices that deliver continuously.</param>
/// <param name="PulsesPerSecond">The pulse rate.</param>
public sealed record FiniteKeyBlock(double Pulses, double PulsesPerSecond)
{
    /// <summary>No post-processing delay worth modelling.</summary>
    public static FiniteKeyBlock None { get; } = new(0, 1);

    /// <summary>The time from the start of the link to its first key: 10¹⁰ pulses at 625 MHz take 16 s.</summary>
    public TimeSpan Delay => TimeSpan.FromSeconds(Pulses / PulsesPerSecond);
}
