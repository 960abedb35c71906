using Orleans.Runtime;
using Orleans.Storage;

namespace QkdMec.Embedded.Calls;

/// <summary>Which errors reach a caller as they are; the others arrive as <see cref="OrleansException"/> with their name and message.</summary>
internal static class CallErrors
{
    private static readonly Dictionary<string, Type> Known = new Type[]
    {
        typeof(OrleansException), typeof(InconsistentStateException), typeof(TimeoutException), typeof(ArgumentException),
        typeof(ArgumentNullException), typeof(ArgumentOutOfRangeException), typeof(InvalidOperationException), typeof(NotSupportedException),
        typeof(OperationCanceledException), typeof(TaskCanceledException),
    }.ToDictionary(type => type.Name);

    /// <summary>The error as any caller sees it, whether on this silo or another.</summary>
    public static Exception ForCaller(Exception error)
    {
        var inner = error.InnerException is { } cause ? ForCaller(cause) : null;
        if (!Known.ContainsValue(error.GetType()))
            return new OrleansException($"{error.GetType().FullName}: {error.Message}", inner);
        return ReferenceEquals(inner, error.InnerException) ? error : Made(error.GetType(), error.Message, inner);
    }

    public static void Write(BinaryWriter writer, Exception error)
    {
        writer.Write(error.GetType().Name);
        writer.Write(error.Message);
        writer.Write(error.InnerException is not null);
        if (error.InnerException is { } inner)
            Write(writer, inner);
    }

    public static Exception Read(BinaryReader reader) =>
        Made(Known[reader.ReadString()], reader.ReadString(), reader.ReadBoolean() ? Read(reader) : null);

    private static Exception Made(Type type, string message, Exception? inner) => (Exception)type.GetConstructor([typeof(string), typeof(Exception)])!.Invoke([message, inner]);
}
