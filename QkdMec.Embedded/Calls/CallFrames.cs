using System.Collections.Immutable;
using Orleans.Runtime;
using QkdMec.Embedded.Activations;

namespace QkdMec.Embedded.Calls;

/// <summary>The frames of calls and answers.</summary>
internal sealed class CallFrames(GrainModel model)
{
    /// <summary>What a request context may carry; the place in the list is the number on the wire.</summary>
    private static readonly Type[] ContextTypes = [typeof(string), typeof(bool), typeof(int), typeof(long), typeof(double), typeof(Guid), typeof(DateTimeOffset)];

    public byte[] WriteRequest(MethodCall call) => Written(writer =>
    {
        writer.Write(call.Method.InterfaceName);
        writer.Write(call.Method.Name);
        writer.Write(call.Address.GrainType);
        writer.Write(call.Address.Key);
        WriteContext(writer, call.Context ?? ImmutableSortedDictionary<string, object>.Empty);
        for (var index = 0; index < call.Arguments.Length; index++)
        {
            if (index != call.Method.TokenIndex)
                model.Codec.Write(writer, call.Method.ParameterTypes[index], call.Arguments[index]);
        }
    });

    public MethodCall ReadRequest(byte[] frame, PendingCall pending)
    {
        using var reader = new BinaryReader(new MemoryStream(frame));
        var method = model.MethodNamed(reader.ReadString(), reader.ReadString());
        var address = new GrainAddress(reader.ReadString(), reader.ReadString());
        var context = ReadContext(reader);
        var arguments = method.ParameterTypes.Select((type, index) => index == method.TokenIndex ? null : model.Codec.Read(reader, type)).ToArray();
        return new MethodCall(address, method, arguments, pending) { Context = context };
    }

    public byte[] WriteReply(GrainMethod method, object? result, Exception? error) => Written(writer =>
    {
        writer.Write(error is null);
        if (error is not null)
            CallErrors.Write(writer, error);
        else if (method.ResultType is { } type)
            model.Codec.Write(writer, type, result);
    });

    public (object? Result, Exception? Error) ReadReply(GrainMethod method, byte[] frame)
    {
        using var reader = new BinaryReader(new MemoryStream(frame));
        if (!reader.ReadBoolean())
            return (null, CallErrors.Read(reader));
        return (method.ResultType is { } type ? model.Codec.Read(reader, type) : null, null);
    }

    private static byte[] Written(Action<BinaryWriter> write)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        write(writer);
        return stream.ToArray();
    }

    private void WriteContext(BinaryWriter writer, ImmutableSortedDictionary<string, object> context)
    {
        writer.Write7BitEncodedInt(context.Count);
        foreach (var (key, value) in context)
        {
            var type = Array.IndexOf(ContextTypes, value.GetType());
            if (type < 0)
                throw new OrleansException($"The request context has a {value.GetType()} under '{key}', which cannot travel.");
            writer.Write(key);
            writer.Write((byte)type);
            model.Codec.Write(writer, ContextTypes[type], value);
        }
    }

    private ImmutableSortedDictionary<string, object>? ReadContext(BinaryReader reader)
    {
        var count = reader.Read7BitEncodedInt();
        var context = ImmutableSortedDictionary.CreateBuilder<string, object>(StringComparer.Ordinal);
        for (var left = count; left > 0; left--)
            context[reader.ReadString()] = model.Codec.Read(reader, ContextTypes[reader.ReadByte()])!;
        return count == 0 ? null : context.ToImmutable();
    }
}
