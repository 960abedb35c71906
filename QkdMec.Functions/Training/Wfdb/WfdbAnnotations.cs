using System.Buffers.Binary;

namespace QkdMec.Functions.Training.Wfdb;

/// <summary>A beat that an expert has annotated.</summary>
/// <param name="Sample">Where.</param>
/// <param name="IsVentricular">Whether it is a ventricular ectopic or escape beat.</param>
internal readonly record struct WfdbBeat(int Sample, bool IsVentricular);

/// <summary>Reads beats from an annotation file of the MIT format: words of a 6-bit code and a 10-bit interval.</summary>
internal static class WfdbAnnotations
{
    private const int Skip = 59;
    private const int Auxiliary = 63;
    private const int PrematureVentricular = 5;
    private const int VentricularEscape = 10;

    // Codes 1 to 13 are beats; the others are bundle branch block, learning, nodal and supraventricular escape, paced fusion and R-on-T.
    private static readonly int[] FurtherBeats = [25, 30, 34, 35, 38, 41];

    public static List<WfdbBeat> ReadBeats(ReadOnlySpan<byte> data)
    {
        var beats = new List<WfdbBeat>();
        var (offset, sample) = (0, 0);
        while (offset + 2 <= data.Length)
        {
            var word = BinaryPrimitives.ReadUInt16LittleEndian(data[offset..]);
            var (code, interval) = (word >> 10, word & 0x3FF);
            offset += 2;
            if (word == 0)
            {
                break;
            }

            (offset, sample) = code switch
            {
                Skip => (offset + 4, sample + ReadLongInterval(data[offset..])),
                Auxiliary => (offset + interval + (interval % 2), sample),
                > Skip => (offset, sample),
                _ => (offset, sample + interval),
            };
            if (code is >= 1 and <= 13 || FurtherBeats.Contains(code))
            {
                beats.Add(new WfdbBeat(sample, code is PrematureVentricular or VentricularEscape));
            }
        }

        return beats;
    }

    /// <summary>A 32-bit number with its high half first.</summary>
    private static int ReadLongInterval(ReadOnlySpan<byte> data) =>
        (BinaryPrimitives.ReadUInt16LittleEndian(data) << 16) | BinaryPrimitives.ReadUInt16LittleEndian(data[2..]);
}
