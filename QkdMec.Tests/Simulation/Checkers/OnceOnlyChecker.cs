using System.Buffers.Binary;

namespace QkdMec.Tests.Simulation.Checkers;

/// <summary>
/// Rule 1: a key bit is given out once. Looks at the bytes themselves, in positions of 8: random words of 64 bits do not meet by
/// chance, so a word seen twice was given out twice, whoever says it stood elsewhere.
/// </summary>
public sealed class OnceOnlyChecker
{
    private readonly Dictionary<ulong, string> _givenOut = [];

    /// <summary>How many words were given out.</summary>
    public int Words => _givenOut.Count;

    /// <summary>Notes bytes of an <c>enc_keys</c> answer or of a relay's pad. A rest shorter than a position is left out.</summary>
    public void GiveOut(ReadOnlySpan<byte> bytes, string what)
    {
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            var word = BinaryPrimitives.ReadUInt64BigEndian(bytes);
            if (!_givenOut.TryAdd(word, what))
            {
                throw new RuleBrokenException(1, $"the same bits went to {_givenOut[word]} and to {what}");
            }
        }
    }
}
