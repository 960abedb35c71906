using System.Text;
using QkdMec.Grains.Identity;
using QkdMec.Protocols.Jose;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Functions.Workers;

/// <summary>What a host seals for its worker: version, length of the function's name, the name, the arguments.</summary>
internal static class ActivationFrame
{
    private const byte Version = 1;
    private const int HeadBytes = 2;

    /// <summary>The most bytes of arguments that a frame takes, whatever the function's name.</summary>
    public static int MaxArgumentBytes => MessageForm.Activation.MaxPayloadBytes - HeadBytes - Names.MaxLength;

    /// <summary>Writes a frame; the caller disposes it.</summary>
    public static ClearBytes Write(string function, ReadOnlySpan<byte> arguments)
    {
        var name = Encoding.ASCII.GetByteCount(function);
        var frame = new ClearBytes(HeadBytes + name + arguments.Length);
        frame.Span[0] = Version;
        frame.Span[1] = checked((byte)name);
        Encoding.ASCII.GetBytes(function, frame.Span[HeadBytes..]);
        arguments.CopyTo(frame.Span[(HeadBytes + name)..]);
        return frame;
    }

    /// <summary>Finds the parts of a frame. False when the bytes are none.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> frame, out string function, out ReadOnlyMemory<byte> arguments)
    {
        (function, arguments) = ("", default);
        if (frame.Length < HeadBytes || frame.Span[0] != Version || frame.Length < HeadBytes + frame.Span[1])
        {
            return false;
        }

        function = Encoding.ASCII.GetString(frame.Span.Slice(HeadBytes, frame.Span[1]));
        arguments = frame[(HeadBytes + frame.Span[1])..];
        return Names.IsValid(function) && arguments.Length <= MaxArgumentBytes;
    }
}
