using System.Collections.Concurrent;
using Orleans.Runtime;

namespace QkdMec.Embedded.Calls;

/// <summary>The codecs of all types that messages hold.</summary>
internal sealed class MessageCodecs
{
    private readonly ConcurrentDictionary<Type, Codec> _codecs = new();
    private readonly IReadOnlyDictionary<string, Type> _messages;

    public MessageCodecs(IReadOnlyDictionary<string, Type> messagesByName)
    {
        _messages = messagesByName;
        Add<bool>((writer, value) => writer.Byte(value ? (byte)1 : (byte)0), reader => reader.Byte() != 0);
        Add<byte>((writer, value) => writer.Byte(value), reader => reader.Byte());
        Add<short>((writer, value) => writer.Int64(value), reader => (short)reader.Int64());
        Add<ushort>((writer, value) => writer.Int64(value), reader => (ushort)reader.Int64());
        Add<int>((writer, value) => writer.Int64(value), reader => (int)reader.Int64());
        Add<uint>((writer, value) => writer.Int64(value), reader => (uint)reader.Int64());
        Add<long>((writer, value) => writer.Int64(value), reader => reader.Int64());
        Add<ulong>((writer, value) => writer.Int64((long)value), reader => (ulong)reader.Int64());
        Add<double>((writer, value) => writer.Int64(BitConverter.DoubleToInt64Bits(value)), reader => BitConverter.Int64BitsToDouble(reader.Int64()));
        Add<TimeSpan>((writer, value) => writer.Int64(value.Ticks), reader => new TimeSpan(reader.Int64()));
        Add<Guid>((writer, value) => writer.Bytes(value.ToByteArray()), reader => new Guid(reader.Bytes()));
        Add<string?>(
            (writer, value) =>
            {
                writer.Byte(value is null ? (byte)0 : (byte)1);
                writer.Text(value ?? "");
            },
            reader => reader.Byte() is var present && reader.Text() is var text && present == 1 ? text : null);
        Add<DateTimeOffset>(
            (writer, value) =>
            {
                writer.Int64(value.Ticks);
                writer.Int64(value.Offset.Ticks);
            },
            reader => new DateTimeOffset(reader.Int64(), new TimeSpan(reader.Int64())));
    }

    /// <summary>Whether values of the type are written without further description.</summary>
    public bool IsScalar(Type type) => type.IsEnum || _codecs.TryGetValue(type, out var codec) && codec.GetType().GetGenericTypeDefinition() == typeof(ScalarCodec<>);

    public Codec<T> For<T>() => (Codec<T>)For(typeof(T));

    public Codec For(Type type) => _codecs.GetOrAdd(type, Create);

    public Type TypeNamed(string name) => _messages.TryGetValue(name, out var type)
        ? type
        : throw new OrleansException($"No message is called '{name}'.");

    private static Codec<T> EnumCodec<T>() where T : struct, Enum => new ScalarCodec<T>(
        (writer, value) => writer.Int64(Convert.ToInt64(value)), reader => (T)Enum.ToObject(typeof(T), reader.Int64()));

    private void Add<T>(Action<FrameWriter, T> write, Func<FrameReader, T> read) => _codecs[typeof(T)] = new ScalarCodec<T>(write, read);

    private Codec Create(Type type)
    {
        if (type.IsEnum)
        {
            return (Codec)((Func<Codec<DayOfWeek>>)EnumCodec<DayOfWeek>).Method.GetGenericMethodDefinition().MakeGenericMethod(type).Invoke(null, null)!;
        }

        if (type.IsGenericType && CollectionCodecs.Makers.TryGetValue(type.GetGenericTypeDefinition(), out var maker))
        {
            return (Codec)typeof(CollectionCodecs).GetMethod(maker)!.MakeGenericMethod(type.GetGenericArguments()).Invoke(null, [this])!;
        }

        return MessageTypes.IsMessage(type)
            ? (Codec)Activator.CreateInstance(typeof(RecordCodec<>).MakeGenericType(type), this)!
            : throw new OrleansException($"{type} has no serializer: a message may hold numbers, text, times, enums, immutable collections and types with [GenerateSerializer].");
    }
}
