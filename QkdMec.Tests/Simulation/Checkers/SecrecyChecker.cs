using System.Buffers.Binary;
using System.Collections;

namespace QkdMec.Tests.Simulation.Checkers;

/// <summary>
/// Rule 3: clear key bytes stay in their site. Searches what crossed for words of 64 bits of keys and blocks, at any offset; random words do not
/// turn up by chance.
/// </summary>
public sealed class SecrecyChecker
{
    private const int FilterBits = 20;

    private readonly Dictionary<ulong, string> _secrets = [];
    private readonly BitArray _filter = new(1 << FilterBits);

    /// <summary>How many words must not be found.</summary>
    public int Words => _secrets.Count;

    /// <summary>Bytes that must not cross, in words from the first one on; a rest shorter than a word is left out.</summary>
    public void Keep(ReadOnlySpan<byte> bytes, string what)
    {
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            var word = BinaryPrimitives.ReadUInt64BigEndian(bytes);

            // Zeros are no secret: what was discarded is zero, and so is much of any message.
            if (word != 0)
            {
                _secrets[word] = what;
                _filter[PlaceOf(word)] = true;
            }
        }
    }

    /// <summary>Looks through what crossed.</summary>
    public void Search(ReadOnlySpan<byte> crossed)
    {
        for (; crossed.Length >= 8; crossed = crossed[1..])
        {
            var word = BinaryPrimitives.ReadUInt64BigEndian(crossed);
            if (_filter[PlaceOf(word)] && _secrets.TryGetValue(word, out var what))
            {
                throw new RuleBrokenException(3, $"bytes of {what} crossed between sites in clear");
            }
        }
    }

    private static int PlaceOf(ulong word) => (int)(word >> (64 - FilterBits));
}
