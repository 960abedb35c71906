using System.Globalization;
using System.Text;

namespace QkdMec.Client.Commands;

/// <summary>Cuts a batch out of a WFDB record (format 212, two leads, 360 Hz, as the MIT-BIH Arrhythmia Database has it).</summary>
internal static class EcgBatch
{
    private const int SamplingHertz = 360;
    private const int BytesPerSample = 3;
    private const int SamplesPerMillivolt = 200;
    private const int Zero = 1024;

    /// <summary>Arguments of <c>ecg-monitor</c> with some seconds of the record's first lead.</summary>
    /// <param name="path">The record's <c>.dat</c> file, with or without the extension.</param>
    /// <param name="at">Where the batch begins, in seconds.</param>
    /// <param name="seconds">How long it is.</param>
    /// <exception cref="CommandException">The file cannot be read, or is shorter.</exception>
    public static string Read(string path, double at, int seconds)
    {
        var file = path.EndsWith(".dat", StringComparison.Ordinal) ? path : path + ".dat";
        var first = (long)(at * SamplingHertz);
        var bytes = new byte[seconds * SamplingHertz * BytesPerSample];
        try
        {
            using var stream = File.OpenRead(file);
            stream.Seek(first * BytesPerSample, SeekOrigin.Begin);
            stream.ReadExactly(bytes);
        }
        catch (EndOfStreamException)
        {
            throw new CommandException(ExitCodes.Usage, $"{file} has no {seconds} s from second {at.ToString(CultureInfo.InvariantCulture)} on");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCodes.Usage, $"{file} cannot be read: {fault.Message}");
        }

        return ToJson(bytes);
    }

    private static string ToJson(ReadOnlySpan<byte> bytes)
    {
        var json = new StringBuilder("{\"sampling_hz\":360,\"lead_mv\":[");
        for (var offset = 0; offset < bytes.Length; offset += BytesPerSample)
        {
            json.Append(offset == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $"{Millivolts(bytes[offset..]):0.###}");
        }

        return json.Append("]}").ToString();
    }

    /// <summary>Two samples of 12 bits, one of each lead, stand in three bytes; the first lead's is the lower one.</summary>
    private static double Millivolts(ReadOnlySpan<byte> pair)
    {
        var raw = pair[0] | ((pair[1] & 0x0F) << 8);
        var signed = raw >= 0x800 ? raw - 0x1000 : raw;
        return (double)(signed - Zero) / SamplesPerMillivolt;
    }
}
