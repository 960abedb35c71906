namespace QkdMec.Protocols.SecurityContexts;

/// <summary>Takes each sequence number once, in any order, up to <see cref="Size"/> behind the highest seen. Not safe for concurrent use.</summary>
public sealed class SequenceWindow
{
    /// <summary>How far behind the highest a number may be.</summary>
    public const int Size = 1024;

    private const int WordBits = 64;
    private readonly ulong[] words = new ulong[Size / WordBits];
    private long highest;

    /// <summary>Takes <paramref name="sequence"/>; false when it was taken before, is below the window or is not positive.</summary>
    /// <remarks>Call it only for messages that verified: otherwise a forged number would move the window.</remarks>
    public bool TryAccept(long sequence)
    {
        if (sequence <= 0 || sequence <= highest - Size)
        {
            return false;
        }

        if (sequence > highest)
        {
            Advance(sequence);
        }

        var slot = (int)(sequence % Size);
        var bit = 1UL << (slot % WordBits);
        var isFresh = (words[slot / WordBits] & bit) == 0;
        words[slot / WordBits] |= bit;
        return isFresh;
    }

    private void Advance(long sequence)
    {
        if (sequence - highest >= Size)
        {
            Array.Clear(words);
        }
        else
        {
            for (var skipped = highest + 1; skipped <= sequence; skipped++)
            {
                var slot = (int)(skipped % Size);
                words[slot / WordBits] &= ~(1UL << (slot % WordBits));
            }
        }

        highest = sequence;
    }
}
