namespace QkdMec.Grains.QkdLinks;

/// <summary>The error rate of a link as a process in time, the same for the same seed and the same steps. On an aerial span a part of it is the wind's.</summary>
public sealed class QberProcess(QberProfile profile, ulong seed)
{
    // The wind's own chance: without wind a link's error rate must not depend on whether the model knows of wind.
    private readonly WanderingValue wind = new(~seed);
    private readonly WanderingValue other = new(seed);

    /// <summary>The error rate now, 0 to 0.5.</summary>
    public double Value => Math.Clamp(profile.Mean + (profile.Deviation * Disturbance), 0, 0.5);

    /// <summary>The wind's speed now; 0 on a fibre in the ground.</summary>
    public double WindMetresPerSecond => profile.Wind is { } weather
        ? Math.Max(0, weather.MeanMetresPerSecond + (weather.DeviationMetresPerSecond * wind.Value))
        : 0;

    private double Disturbance => profile.Wind is { Correlation: var r } ? (r * wind.Value) + (Math.Sqrt(1 - (r * r)) * other.Value) : other.Value;

    /// <summary>Moves on by <paramref name="elapsed"/>; exact for steps of any size.</summary>
    public double Advance(TimeSpan elapsed)
    {
        other.Advance(elapsed, profile.CorrelationTime);
        if (profile.Wind is { } weather)
        {
            wind.Advance(elapsed, weather.CorrelationTime);
        }

        return Value;
    }
}
