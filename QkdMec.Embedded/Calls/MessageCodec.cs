using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using Orleans.Runtime;

namespace QkdMec.Embedded.Calls;

/// <summary>Writes and reads what messages hold. Text and bytes stand in a frame as they are, so that a tap can search for them.</summary>
internal sealed class MessageCodec(IReadOnlyDictionary<string, Type> messagesByName)
{
    private static readonly Dictionary<Type, (Action<BinaryWriter, object> Write, Func<BinaryReader, object> Read)> Scalars = new()
    {
        [typeof(bool)] = ((writer, value) => writer.Write((bool)value), reader => reader.ReadBoolean()),
        [typeof(byte)] = ((writer, value) => writer.Write((byte)value), reader => reader.ReadByte()),
        [typeof(short)] = ((writer, value) => writer.Write((short)value), reader => reader.ReadInt16()),
        [typeof(ushort)] = ((writer, value) => writer.Write((ushort)value), reader => reader.ReadUInt16()),
        [typeof(int)] = ((writer, value) => writer.Write((int)value), reader => reader.ReadInt32()),
        [typeof(uint)] = ((writer, value) => writer.Write((uint)value), reader => reader.ReadUInt32()),
        [typeof(long)] = ((writer, value) => writer.Write((long)value), reader => reader.ReadInt64()),
        [typeof(ulong)] = ((writer, value) => writer.Write((ulong)value), reader => reader.ReadUInt64()),
        [typeof(double)] = ((writer, value) => writer.Write((double)value), reader => reader.ReadDouble()),
        [typeof(string)] = ((writer, value) => writer.Write((string)value), reader => reader.ReadString()),
        [typeof(Guid)] = ((writer, value) => writer.Write(((Guid)value).ToByteArray()), reader => new Guid(reader.ReadBytes(16))),
        [typeof(TimeSpan)] = ((writer, value) => writer.Write(((TimeSpan)value).Ticks), reader => new TimeSpan(reader.ReadInt64())),
        [typeof(DateTimeOffset)] = (
            (writer, value) =>
            {
                writer.Write(((DateTimeOffset)value).Ticks);
                writer.Write(((DateTimeOffset)value).Offset.Ticks);
            },
            reader => new DateTimeOffset(reader.ReadInt64(), new TimeSpan(reader.ReadInt64()))),
    };

    private static readonly Dictionary<Type, MethodInfo> Collections = new()
    {
        [typeof(ImmutableArray<>)] = MakerIn(typeof(ImmutableArray)),
        [typeof(ImmutableList<>)] = MakerIn(typeof(ImmutableList)),
        [typeof(ImmutableDictionary<,>)] = MakerIn(typeof(ImmutableDictionary)),
    };

    private readonly ConcurrentDictionary<Type, MessageTypes.Member[]> _members = new();

    public static bool IsScalar(Type type) => type.IsEnum || Scalars.ContainsKey(type);

    public static bool IsCollection(Type type) => type.IsGenericType && Collections.ContainsKey(type.GetGenericTypeDefinition());

    public void Write(BinaryWriter writer, Type type, object? value)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        if (!type.IsValueType || bare != type)
        {
            writer.Write(value is not null);
            if (value is null)
                return;
        }

        if (bare.IsEnum)
            writer.Write(Convert.ToInt64(value));
        else if (Scalars.TryGetValue(bare, out var scalar))
            scalar.Write(writer, value!);
        else if (IsCollection(bare))
            WriteItems(writer, bare, value!);
        else
            WriteMessage(writer, bare, value!);
    }

    public object? Read(BinaryReader reader, Type type)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        if ((!type.IsValueType || bare != type) && !reader.ReadBoolean())
            return null;
        if (bare.IsEnum)
            return Enum.ToObject(bare, reader.ReadInt64());
        if (Scalars.TryGetValue(bare, out var scalar))
            return scalar.Read(reader);
        return IsCollection(bare) ? ReadItems(reader, bare) : ReadMessage(reader, bare);
    }

    private static MethodInfo MakerIn(Type factory) => factory.GetMethods().Single(method =>
        method.Name == "CreateRange" && method.GetParameters() is [{ ParameterType: { IsInterface: true } only }] && only.Name == typeof(IEnumerable<>).Name);

    private static Type ItemOf(Type collection) => collection.GetGenericArguments() is [var key, var value]
        ? typeof(KeyValuePair<,>).MakeGenericType(key, value)
        : collection.GetGenericArguments()[0];

    private void WriteItems(BinaryWriter writer, Type type, object value)
    {
        // A default immutable array has no items to count.
        var items = type.IsValueType && value.Equals(RuntimeHelpers.GetUninitializedObject(type)) ? Array.Empty<object>() : (IEnumerable)value;
        if (items is ImmutableArray<byte> bytes)
        {
            writer.Write7BitEncodedInt(bytes.Length);
            writer.Write(bytes.AsSpan());
            return;
        }

        var (item, all) = (ItemOf(type), items.Cast<object?>().ToList());
        writer.Write7BitEncodedInt(all.Count);
        foreach (var one in all)
        {
            if (item.Name == typeof(KeyValuePair<,>).Name)
            {
                Write(writer, item.GetGenericArguments()[0], item.GetProperty("Key")!.GetValue(one));
                Write(writer, item.GetGenericArguments()[1], item.GetProperty("Value")!.GetValue(one));
            }
            else
                Write(writer, item, one);
        }
    }

    private object ReadItems(BinaryReader reader, Type type)
    {
        var count = reader.Read7BitEncodedInt();
        if (type == typeof(ImmutableArray<byte>))
            return ImmutableArray.Create(reader.ReadBytes(count));
        var item = ItemOf(type);
        var items = Array.CreateInstance(item, count);
        for (var index = 0; index < count; index++)
        {
            items.SetValue(
                item.Name == typeof(KeyValuePair<,>).Name
                    ? Activator.CreateInstance(item, Read(reader, item.GetGenericArguments()[0]), Read(reader, item.GetGenericArguments()[1]))
                    : Read(reader, item),
                index);
        }

        return Collections[type.GetGenericTypeDefinition()].MakeGenericMethod(type.GetGenericArguments()).Invoke(null, [items])!;
    }

    /// <summary>The alias where the declared type does not tell it, then the members by number.</summary>
    private void WriteMessage(BinaryWriter writer, Type declared, object value)
    {
        var type = value.GetType();
        if (!MessageTypes.IsMessage(type))
            throw new OrleansException($"{type} has no serializer.");
        writer.Write(type == declared ? "" : MessageTypes.NameOf(type));
        foreach (var member in MembersOf(type))
        {
            writer.Write7BitEncodedInt(member.Id);
            Write(writer, member.Type, member.Get(value));
        }
    }

    private object ReadMessage(BinaryReader reader, Type declared)
    {
        var type = reader.ReadString() is { Length: > 0 } name ? messagesByName[name] : declared;
        var value = RuntimeHelpers.GetUninitializedObject(type);
        foreach (var member in MembersOf(type))
        {
            if (reader.Read7BitEncodedInt() != member.Id)
                throw new OrleansException($"A frame has another member than {member.Id} of {type}.");
            member.Set(value, Read(reader, member.Type));
        }

        return value;
    }

    private MessageTypes.Member[] MembersOf(Type type) => _members.GetOrAdd(type, static type => [.. MessageTypes.MembersOf(type)]);
}
