using QkdMec.Functions.Training.Wfdb;

namespace QkdMec.Tests.Unit.Functions;

/// <summary>Are records read as their format says?</summary>
public sealed class WfdbTests
{
    [Fact]
    public void ReadFormat212_ReadsTheFirstOfTwoTwelveBitSamples()
    {
        // 0x3e8 = 1000 and 0x7d0; 0x800 is -2048; 0x7ff is 2047.
        var samples = WfdbRecord.ReadFormat212([0xe8, 0x73, 0xd0, 0x00, 0x08, 0x00, 0xff, 0x07, 0x00]);

        Assert.Equal([(1000 - 1024) / 200f, (-2048 - 1024) / 200f, (2047 - 1024) / 200f], samples);
    }

    [Fact]
    public void ReadBeats_SkipsRhythmNotesAndAddsLongIntervals()
    {
        byte[] file =
        [
            .. Word(28, 18), .. Word(63, 3), (byte)'(', (byte)'N', 0, 0, // a change of rhythm with a note of three bytes, padded to four
            .. Word(1, 59), // a normal beat at 77
            .. Word(59, 0), 0x01, 0x00, 0x02, 0x00, .. Word(5, 10), // 65 538 samples on and 10 more: a ventricular beat
            .. Word(61, 1), .. Word(8, 100), // a subtype is no time; an atrial premature beat
            .. Word(10, 1), // a ventricular escape beat
            0, 0, .. Word(1, 1),
        ];

        var beats = WfdbAnnotations.ReadBeats(file);

        Assert.Equal([new(77, false), new(65_625, true), new(65_725, false), new(65_726, true)], beats);

        static byte[] Word(int code, int interval) => [(byte)interval, (byte)((code << 2) | (interval >> 8))];
    }

    [Fact]
    public void ReadBeats_WhenFileIsCut_EndsWhereItEnds() => Assert.Equal([new(5, false)], WfdbAnnotations.ReadBeats([5, 4, 1]));
}
