namespace QkdMec.Functions.Training.Wfdb;

/// <summary>The first lead of a two-lead record of the MIT-BIH Arrhythmia Database, with its beat annotations.</summary>
/// <param name="LeadMillivolts">Samples at 360 Hz in mV.</param>
/// <param name="Beats">Annotated beats, ascending.</param>
internal sealed record WfdbRecord(float[] LeadMillivolts, IReadOnlyList<WfdbBeat> Beats)
{
    private const int SamplesPerMillivolt = 200;
    private const int Zero = 1024;

    /// <summary>Reads a record.</summary>
    /// <param name="folder">The folder of its files.</param>
    /// <param name="name">Its name, such as 100.</param>
    /// <returns>The record.</returns>
    public static WfdbRecord Read(string folder, string name)
    {
        var lead = ReadFormat212(File.ReadAllBytes(Path.Combine(folder, name + ".dat")));
        return new WfdbRecord(lead, WfdbAnnotations.ReadBeats(File.ReadAllBytes(Path.Combine(folder, name + ".atr"))));
    }

    /// <summary>Reads the first lead: two samples of 12 bits in three bytes, one of each lead.</summary>
    /// <param name="data">The file.</param>
    /// <returns>Samples in mV.</returns>
    public static float[] ReadFormat212(ReadOnlySpan<byte> data)
    {
        var samples = new float[data.Length / 3];
        for (var index = 0; index < samples.Length; index++)
        {
            var raw = data[3 * index] | ((data[(3 * index) + 1] & 0x0F) << 8);
            var signed = raw >= 0x800 ? raw - 0x1000 : raw;
            samples[index] = (float)(signed - Zero) / SamplesPerMillivolt;
        }

        return samples;
    }
}
