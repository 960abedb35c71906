using System.Collections.Immutable;

namespace QkdMec.Embedded.Calls;

/// <summary>Codecs of nullable values and of the collections a message may hold; made by reflection once a type.</summary>
internal static class CollectionCodecs
{
    /// <summary>The methods below by the generic type they serve.</summary>
    public static readonly IReadOnlyDictionary<Type, string> Makers = new Dictionary<Type, string>
    {
        [typeof(Nullable<>)] = nameof(Nullable),
        [typeof(ImmutableArray<>)] = nameof(Array),
        [typeof(ImmutableList<>)] = nameof(List),
        [typeof(ImmutableDictionary<,>)] = nameof(Dictionary),
    };

    public static Codec<T?> Nullable<T>(MessageCodecs codecs) where T : struct
    {
        var item = codecs.For<T>();
        return new ScalarCodec<T?>(
            (writer, value) =>
            {
                writer.Byte(value is null ? (byte)0 : (byte)1);
                if (value is { } present)
                {
                    item.Write(writer, present);
                }
            },
            reader => reader.Byte() == 0 ? null : item.Read(reader));
    }

    public static Codec<ImmutableArray<T>> Array<T>(MessageCodecs codecs)
    {
        if (typeof(T) == typeof(byte))
        {
            return (Codec<ImmutableArray<T>>)(object)new ScalarCodec<ImmutableArray<byte>>(
                (writer, value) => writer.Bytes(value.AsSpan()), reader => [.. reader.Bytes()]);
        }

        return new ScalarCodec<ImmutableArray<T>>(
            (writer, value) => WriteItems(writer, codecs.For<T>(), value.IsDefault ? [] : value),
            reader => [.. ReadItems(reader, codecs.For<T>())]);
    }

    public static Codec<ImmutableList<T>?> List<T>(MessageCodecs codecs) => new ScalarCodec<ImmutableList<T>?>(
        (writer, value) => WriteItems(writer, codecs.For<T>(), value ?? []),
        reader => [.. ReadItems(reader, codecs.For<T>())]);

    public static Codec<ImmutableDictionary<TKey, TValue>?> Dictionary<TKey, TValue>(MessageCodecs codecs) where TKey : notnull =>
        new ScalarCodec<ImmutableDictionary<TKey, TValue>?>(
            (writer, value) =>
            {
                WriteItems(writer, codecs.For<TKey>(), [.. value?.Keys ?? []]);
                WriteItems(writer, codecs.For<TValue>(), [.. value?.Values ?? []]);
            },
            reader => ReadItems(reader, codecs.For<TKey>()).Zip(ReadItems(reader, codecs.For<TValue>()))
                .ToImmutableDictionary(pair => pair.First, pair => pair.Second));

    private static void WriteItems<T>(FrameWriter writer, Codec<T> item, IReadOnlyCollection<T> values)
    {
        writer.Count(values.Count);
        foreach (var value in values)
        {
            item.Write(writer, value);
        }
    }

    private static T[] ReadItems<T>(FrameReader reader, Codec<T> item)
    {
        var values = new T[reader.Count()];
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = item.Read(reader);
        }

        return values;
    }
}
