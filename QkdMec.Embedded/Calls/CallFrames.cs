using System.Collections.Immutable;
using Orleans.Runtime;
using QkdMec.Embedded.Activations;

namespace QkdMec.Embedded.Calls;

/// <summary>The frames of calls and answers.</summary>
internal sealed class CallFrames(GrainModel model, MessageCodecs codecs)
{
    private const byte Succeeded = 0;
    private const byte Failed = 1;

    /// <summary>What a request context may carry; the place in the list is the number on the wire.</summary>
    private static readonly Type[] ContextTypes = [typeof(string), typeof(bool), typeof(int), typeof(long), typeof(double), typeof(Guid), typeof(DateTimeOffset)];

    public byte[] WriteRequest(MethodCall call)
    {
        var writer = new FrameWriter();
        writer.Text(call.Method.InterfaceName);
        writer.Text(call.Method.Name);
        writer.Text(call.Address.GrainType);
        writer.Text(call.Address.Key);
        WriteContext(writer, call.Context ?? ImmutableSortedDictionary<string, object>.Empty);
        for (var index = 0; index < call.Arguments.Length; index++)
        {
            if (index != call.Method.TokenIndex)
            {
                codecs.For(call.Method.ParameterTypes[index]).WriteObject(writer, call.Arguments[index]);
            }
        }

        return writer.ToArray();
    }

    public MethodCall ReadRequest(byte[] frame, PendingCall pending)
    {
        var reader = new FrameReader(frame);
        var method = model.MethodNamed(reader.Text(), reader.Text());
        var address = new GrainAddress(reader.Text(), reader.Text());
        var context = ReadContext(reader);
        var arguments = new object?[method.ParameterTypes.Length];
        for (var index = 0; index < arguments.Length; index++)
        {
            if (index != method.TokenIndex)
            {
                arguments[index] = codecs.For(method.ParameterTypes[index]).ReadObject(reader);
            }
        }

        return new MethodCall(address, method, arguments, pending) { Context = context };
    }

    public byte[] WriteReply(GrainMethod method, object? result, Exception? error)
    {
        var writer = new FrameWriter();
        writer.Byte(error is null ? Succeeded : Failed);
        if (error is not null)
        {
            CallErrors.Write(writer, error);
        }
        else if (method.ResultType is { } type)
        {
            codecs.For(type).WriteObject(writer, result);
        }

        return writer.ToArray();
    }

    public (object? Result, Exception? Error) ReadReply(GrainMethod method, byte[] frame)
    {
        var reader = new FrameReader(frame);
        return reader.Byte() == Failed ? (null, CallErrors.Read(reader))
            : (method.ResultType is { } type ? codecs.For(type).ReadObject(reader) : null, null);
    }

    private void WriteContext(FrameWriter writer, ImmutableSortedDictionary<string, object> context)
    {
        writer.Count(context.Count);
        foreach (var (key, value) in context)
        {
            var type = Array.IndexOf(ContextTypes, value.GetType());
            if (type < 0)
            {
                throw new OrleansException($"The request context has a {value.GetType()} under '{key}', which cannot travel.");
            }

            writer.Text(key);
            writer.Byte((byte)type);
            codecs.For(ContextTypes[type]).WriteObject(writer, value);
        }
    }

    private ImmutableSortedDictionary<string, object>? ReadContext(FrameReader reader)
    {
        var count = reader.Count();
        if (count == 0)
        {
            return null;
        }

        var context = ImmutableSortedDictionary.CreateBuilder<string, object>(StringComparer.Ordinal);
        for (; count > 0; count--)
        {
            var key = reader.Text();
            context[key] = codecs.For(ContextTypes[reader.Byte()]).ReadObject(reader)!;
        }

        return context.ToImmutable();
    }
}
