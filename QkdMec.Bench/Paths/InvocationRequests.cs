using QkdMec.Bench.Loads;

namespace QkdMec.Bench.Paths;

/// <summary>Puts sealed messages behind their head, in one buffer that is used again.</summary>
internal sealed class InvocationRequests(ServerAddress server, string path)
{
    private byte[] room = [];
    private byte[] head = [];
    private int headIsForBytes = -1;

    /// <summary>The request; good until the next one.</summary>
    public ReadOnlyMemory<byte> Of(byte[] message)
    {
        // Messages of one size follow one another, so the head is seldom made anew.
        if (message.Length != headIsForBytes)
        {
            (head, headIsForBytes) = (RequestBytes.Head(server, path, "application/jose", message.Length), message.Length);
            room = new byte[head.Length + message.Length];
            head.CopyTo(room, 0);
        }

        message.CopyTo(room, head.Length);
        return room;
    }
}
