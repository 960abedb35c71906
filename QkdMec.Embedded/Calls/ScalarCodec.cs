namespace QkdMec.Embedded.Calls;

/// <summary>A codec of two functions.</summary>
internal sealed class ScalarCodec<T>(Action<FrameWriter, T> write, Func<FrameReader, T> read) : Codec<T>
{
    public override void Write(FrameWriter writer, T value) => write(writer, value);

    public override T Read(FrameReader reader) => read(reader);
}
