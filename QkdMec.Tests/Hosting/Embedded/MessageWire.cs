using QkdMec.Embedded.Calls;
using QkdMec.Tests.Architecture.Messages;

namespace QkdMec.Tests.Hosting;

/// <summary>The embedded host's serialisation.</summary>
internal sealed class MessageWire
{
    private readonly MessageCodec codec = new(GrainContracts.Messages.ToDictionary(MessageTypes.NameOf));

    /// <summary>What arrives when a message is sent.</summary>
    public object? RoundTrip(object message)
    {
        using var stream = new MemoryStream();
        codec.Write(new BinaryWriter(stream), message.GetType(), message);
        stream.Position = 0;
        return codec.Read(new BinaryReader(stream), message.GetType());
    }
}
