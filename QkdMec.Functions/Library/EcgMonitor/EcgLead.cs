namespace QkdMec.Functions.Library.EcgMonitor;

/// <summary>The sampling of a Holter lead that the detector and the network are made for.</summary>
internal static class EcgLead
{
    /// <summary>Samples per second.</summary>
    public const int SamplingHertz = 360;

    /// <summary>The time of a sample.</summary>
    /// <param name="sample">Its place.</param>
    /// <returns>Seconds from the first sample.</returns>
    public static double SecondsOf(int sample) => (double)sample / SamplingHertz;

    /// <summary>The number of samples in a time.</summary>
    /// <param name="milliseconds">The time.</param>
    /// <returns>The number, rounded.</returns>
    public static int SamplesOf(int milliseconds) => ((milliseconds * SamplingHertz) + 500) / 1000;
}
