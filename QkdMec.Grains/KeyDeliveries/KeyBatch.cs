using System.Security.Cryptography;
using QkdMec.Grains.KeyPools;

namespace QkdMec.Grains.KeyDeliveries;

/// <summary>The ids and bytes of the keys of one answer. Used again for the next one, so an answer needs no memory of its own.</summary>
/// <remarks>One request at a time. The bytes are pinned; they are zeroed by <see cref="Clear"/>, which also makes room for the next answer.</remarks>
public sealed class KeyBatch : IDisposable
{
    private Entry[] entries = new Entry[8];
    private byte[] bytes = GC.AllocateUninitializedArray<byte>(512, pinned: true);
    private int used;

    /// <summary>How many ids it holds.</summary>
    public int Count { get; private set; }

    /// <summary>After how long a request that ended in <see cref="KeyOutcome.QuotaExceeded"/> can be served; zero otherwise.</summary>
    public TimeSpan RetryAfter { get; internal set; }

    /// <summary>The id of a key.</summary>
    public KeyId IdOf(int index) => entries[index].Id;

    /// <summary>The bytes of a key.</summary>
    public ReadOnlySpan<byte> KeyOf(int index) => bytes.AsSpan(entries[index].Start, entries[index].Length);

    /// <summary>The length of a key, in bytes.</summary>
    public int LengthOf(int index) => entries[index].Length;

    /// <summary>How many of them are ids of keys that several SAEs share.</summary>
    public int SharedCount { get; private set; }

    /// <summary>Adds the id of a key that is to be fetched; its bytes are zero until then.</summary>
    public void Add(KeyId id)
    {
        Room(id, id.IsShared ? 0 : id.Location.Length);
        SharedCount += id.IsShared ? 1 : 0;
    }

    /// <summary>Zeroes the bytes and forgets the ids.</summary>
    public void Clear()
    {
        CryptographicOperations.ZeroMemory(bytes.AsSpan(0, used));
        (Count, SharedCount, used, RetryAfter) = (0, 0, 0, default);
    }

    /// <inheritdoc/>
    public void Dispose() => Clear();

    /// <summary>Adds a key.</summary>
    internal void Add(KeyId id, ReadOnlySpan<byte> key)
    {
        key.CopyTo(Room(id, key.Length));
        SharedCount += id.IsShared ? 1 : 0;
    }

    /// <summary>Puts the keys in the place of another batch's.</summary>
    internal void CopyTo(KeyBatch other)
    {
        other.Clear();
        for (var i = 0; i < Count; i++)
        {
            other.Add(IdOf(i), KeyOf(i));
        }
    }

    /// <summary>Adds room for a key whose id comes with <see cref="Name"/>.</summary>
    internal Span<byte> AddRoom(int length) => Room(default, length);

    /// <summary>Gives the key that was added last its id.</summary>
    internal void Name(KeyId id) => entries[Count - 1].Id = id;

    /// <summary>Where the bytes of a key that is fetched go.</summary>
    internal Span<byte> RoomOf(int index) => bytes.AsSpan(entries[index].Start, entries[index].Length);

    private Span<byte> Room(KeyId id, int length)
    {
        if (Count == entries.Length)
        {
            Array.Resize(ref entries, 2 * Count);
        }

        if (used + length > bytes.Length)
        {
            Grow(used + length);
        }

        entries[Count++] = new Entry { Id = id, Start = used, Length = length };
        used += length;
        var room = bytes.AsSpan(used - length, length);
        room.Clear();
        return room;
    }

    private void Grow(int least)
    {
        var larger = GC.AllocateUninitializedArray<byte>(Math.Max(least, 2 * bytes.Length), pinned: true);
        bytes.AsSpan(0, used).CopyTo(larger);
        CryptographicOperations.ZeroMemory(bytes.AsSpan(0, used));
        bytes = larger;
    }

    private struct Entry
    {
        public KeyId Id;
        public int Start;
        public int Length;
    }
}
