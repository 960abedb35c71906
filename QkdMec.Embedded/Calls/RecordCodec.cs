using System.Runtime.CompilerServices;
using Orleans.Runtime;

namespace QkdMec.Embedded.Calls;

/// <summary>A message: its alias where the declared type does not tell it, then its members by number.</summary>
internal sealed class RecordCodec<T>(MessageCodecs codecs) : Codec<T>
{
    private const byte Null = 0;
    private const byte Declared = 1;
    private const byte Derived = 2;

    private MessageMember<T>[]? _members;

    private MessageMember<T>[] Members => _members ??= [.. MessageTypes.MembersOf(typeof(T))
        .Select(member => MessageMember<T>.For(member, codecs))];

    public override void Write(FrameWriter writer, T value)
    {
        if (value is null)
        {
            writer.Byte(Null);
        }
        else if (value.GetType() == typeof(T))
        {
            writer.Byte(Declared);
            foreach (var member in Members)
            {
                member.Write(writer, ref value);
            }
        }
        else
        {
            writer.Byte(Derived);
            writer.Text(MessageTypes.NameOf(value.GetType()));
            codecs.For(value.GetType()).WriteObject(writer, value);
        }
    }

    public override T Read(FrameReader reader)
    {
        switch (reader.Byte())
        {
            case Null:
                return default!;
            case Derived:
                return (T)codecs.For(codecs.TypeNamed(reader.Text())).ReadObject(reader)!;
        }

        var value = (T)RuntimeHelpers.GetUninitializedObject(typeof(T));
        foreach (var member in Members)
        {
            member.Read(reader, ref value);
        }

        return value;
    }
}

/// <summary>One numbered member of a message.</summary>
internal abstract class MessageMember<TOwner>(int id)
{
    public static MessageMember<TOwner> For(NumberedMember member, MessageCodecs codecs) =>
        (MessageMember<TOwner>)Activator.CreateInstance(typeof(MessageMember<,>).MakeGenericType(typeof(TOwner), member.Type), member, codecs)!;

    public void Write(FrameWriter writer, ref TOwner owner)
    {
        writer.Count(id);
        WriteValue(writer, ref owner);
    }

    public void Read(FrameReader reader, ref TOwner owner)
    {
        if (reader.Count() is var found && found != id)
        {
            throw new OrleansException($"A frame has member {found} of {typeof(TOwner)} where {id} stands.");
        }

        ReadValue(reader, ref owner);
    }

    protected abstract void WriteValue(FrameWriter writer, ref TOwner owner);

    protected abstract void ReadValue(FrameReader reader, ref TOwner owner);
}
