using QkdMec.Embedded.Calls;
using QkdMec.Tests.Architecture.Messages;

namespace QkdMec.Tests.Hosting;

/// <summary>The embedded host's serialisation.</summary>
internal sealed class MessageWire
{
    private readonly MessageCodecs codecs = new(GrainContracts.Messages.ToDictionary(MessageTypes.NameOf));

    /// <summary>What arrives when a message is sent.</summary>
    public object? RoundTrip(object message)
    {
        var codec = codecs.For(message.GetType());
        var writer = new FrameWriter();
        codec.WriteObject(writer, message);
        return codec.ReadObject(new FrameReader(writer.ToArray()));
    }
}
