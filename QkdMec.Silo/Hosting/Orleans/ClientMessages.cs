using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;

namespace QkdMec.Silo.Hosting;

/// <summary>The messages on a client's connection, as Orleans 10 frames them: a preamble after its length, then each message after the lengths of its header and its body.</summary>
internal static class ClientMessages
{
    private const int PreambleLength = sizeof(int);
    private const int MessageLengths = 2 * sizeof(int);

    // Orleans would take more; headers of our calls have a few hundred bytes.
    private const int MaxHeaderBytes = 64 * 1024;
    private const int MaxPreambleBytes = 1024;

    /// <summary>Hands on what comes, each message only once its header was found good. Ends with either end.</summary>
    /// <exception cref="InvalidDataException">A message breaks the rules; nothing of it was handed on.</exception>
    public static async Task CopyAsync(PipeReader from, PipeWriter to)
    {
        var (open, greeted) = (0L, false);
        while (true)
        {
            var read = await from.ReadAsync();
            var rest = read.Buffer;
            while (open > 0 || (open = Next(rest, greeted)) > 0)
            {
                greeted = true;
                var part = rest.Slice(0, Math.Min(open, rest.Length));
                if (part.IsEmpty)
                {
                    break;
                }

                Write(to, part);
                open -= part.Length;
                rest = rest.Slice(part.End);
            }

            from.AdvanceTo(rest.Start, rest.End);
            if ((await to.FlushAsync()).IsCompleted || read.IsCompleted || read.IsCanceled)
            {
                return;
            }
        }
    }

    /// <summary>How long what comes next is; 0 when too little of it is there to say.</summary>
    private static long Next(in ReadOnlySequence<byte> bytes, bool greeted) => greeted ? Message(bytes) : Preamble(bytes);

    private static long Preamble(in ReadOnlySequence<byte> bytes)
    {
        if (bytes.Length < PreambleLength)
        {
            return 0;
        }

        var length = NumberAt(bytes, 0);
        return length is > 0 and <= MaxPreambleBytes ? PreambleLength + length : throw new InvalidDataException($"a preamble of {length} bytes");
    }

    private static long Message(in ReadOnlySequence<byte> bytes)
    {
        if (bytes.Length < MessageLengths)
        {
            return 0;
        }

        var (header, body) = (NumberAt(bytes, 0), NumberAt(bytes, sizeof(int)));
        if (header is <= 0 or > MaxHeaderBytes || body < 0)
        {
            throw new InvalidDataException($"a message with {header} bytes of header and {body} of body");
        }

        if (bytes.Length < MessageLengths + header)
        {
            return 0;
        }

        return FaultOf(bytes.Slice(MessageLengths, header)) is { } fault ? throw new InvalidDataException(fault) : MessageLengths + (long)header + body;
    }

    private static string? FaultOf(in ReadOnlySequence<byte> header)
    {
        try
        {
            return ClientMessageRules.Fault(header);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // Whatever a reader of Orleans' makes of bytes that are no header.
            return $"its header cannot be read: {fault.Message}";
        }
    }

    private static int NumberAt(in ReadOnlySequence<byte> bytes, int offset)
    {
        Span<byte> number = stackalloc byte[sizeof(int)];
        bytes.Slice(offset, sizeof(int)).CopyTo(number);
        return BinaryPrimitives.ReadInt32LittleEndian(number);
    }

    private static void Write(PipeWriter to, in ReadOnlySequence<byte> part)
    {
        foreach (var segment in part)
        {
            to.Write(segment.Span);
        }
    }
}
