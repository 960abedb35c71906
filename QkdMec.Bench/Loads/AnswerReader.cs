using System.Buffers.Text;
using QkdMec.Bench.Running;

namespace QkdMec.Bench.Loads;

/// <summary>Reads as much of HTTP/1.1 as Kestrel writes: a status, then a body with its length or in chunks.</summary>
internal sealed class AnswerReader(Stream stream)
{
    private const int NoContent = 204;
    private byte[] room = new byte[16 * 1024];
    private int filled;

    /// <summary>Reads the next answer.</summary>
    public async ValueTask<HttpAnswer> ReadAsync()
    {
        filled = 0;
        int head;
        while ((head = room.AsSpan(0, filled).IndexOf("\r\n\r\n"u8)) < 0)
        {
            await FillAsync();
        }

        var bodyAt = head + 4;
        var (status, length) = ReadHead(room.AsSpan(0, bodyAt));
        return status == NoContent ? new HttpAnswer(status, default)
            : length is { } known ? new HttpAnswer(status, await ReadBodyAsync(bodyAt, known))
            : new HttpAnswer(status, await ReadChunksAsync(bodyAt));
    }

    private async ValueTask<Memory<byte>> ReadBodyAsync(int bodyAt, int length)
    {
        while (filled < bodyAt + length)
        {
            await FillAsync();
        }

        return room.AsMemory(bodyAt, length);
    }

    private async ValueTask<Memory<byte>> ReadChunksAsync(int bodyAt)
    {
        while (!room.AsSpan(bodyAt, filled - bodyAt).EndsWith("0\r\n\r\n"u8))
        {
            await FillAsync();
        }

        return Join(bodyAt);
    }

    private static (int Status, int? Length) ReadHead(ReadOnlySpan<byte> head)
    {
        if (!head.StartsWith("HTTP/1.1 "u8) || !Utf8Parser.TryParse(head[9..], out int status, out _))
        {
            throw new BenchException("a server answered something other than HTTP/1.1");
        }

        var at = head.IndexOf("Content-Length: "u8);
        return at >= 0 && Utf8Parser.TryParse(head[(at + 16)..], out int length, out _) ? (status, length) : (status, null);
    }

    /// <summary>Joins chunks in place.</summary>
    private Memory<byte> Join(int bodyAt)
    {
        var (read, written) = (bodyAt, bodyAt);
        while (Utf8Parser.TryParse(room.AsSpan(read), out int size, out var digits, 'x') && size > 0)
        {
            room.AsSpan(read + digits + 2, size).CopyTo(room.AsSpan(written));
            (read, written) = (read + digits + size + 4, written + size);
        }

        return room.AsMemory(bodyAt, written - bodyAt);
    }

    private async ValueTask FillAsync()
    {
        if (filled == room.Length)
        {
            Array.Resize(ref room, 2 * filled);
        }

        var read = await stream.ReadAsync(room.AsMemory(filled));
        filled += read > 0 ? read : throw new BenchException("a server closed a connection");
    }
}
