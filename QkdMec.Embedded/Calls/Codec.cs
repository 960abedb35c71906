namespace QkdMec.Embedded.Calls;

/// <summary>Writes and reads values whose type is known only at run time.</summary>
internal abstract class Codec
{
    public abstract void WriteObject(FrameWriter writer, object? value);

    public abstract object? ReadObject(FrameReader reader);
}

/// <summary>Writes and reads values of one type.</summary>
internal abstract class Codec<T> : Codec
{
    public abstract void Write(FrameWriter writer, T value);

    public abstract T Read(FrameReader reader);

    public override void WriteObject(FrameWriter writer, object? value) => Write(writer, (T)value!);

    public override object? ReadObject(FrameReader reader) => Read(reader);
}
