using Orleans.Runtime;
using Orleans.Storage;

namespace QkdMec.Embedded.Calls;

/// <summary>Which errors reach a caller as they are; the others arrive as <see cref="OrleansException"/> with their name and message.</summary>
internal static class CallErrors
{
    private static readonly Dictionary<string, Func<string, Exception?, Exception>> Known = new()
    {
        [nameof(OrleansException)] = (message, inner) => new OrleansException(message, inner),
        [nameof(InconsistentStateException)] = (message, _) => new InconsistentStateException(message),
        [nameof(TimeoutException)] = (message, inner) => new TimeoutException(message, inner),
        [nameof(ArgumentException)] = (message, inner) => new ArgumentException(message, inner),
        [nameof(ArgumentNullException)] = (message, inner) => new ArgumentNullException(message, inner),
        [nameof(ArgumentOutOfRangeException)] = (message, inner) => new ArgumentOutOfRangeException(message, inner),
        [nameof(InvalidOperationException)] = (message, inner) => new InvalidOperationException(message, inner),
        [nameof(NotSupportedException)] = (message, inner) => new NotSupportedException(message, inner),
        [nameof(OperationCanceledException)] = (message, inner) => new OperationCanceledException(message, inner),
        [nameof(TaskCanceledException)] = (message, inner) => new TaskCanceledException(message, inner),
    };

    /// <summary>The error as any caller sees it, whether on this silo or another.</summary>
    public static Exception ForCaller(Exception error)
    {
        var inner = error.InnerException is { } cause ? ForCaller(cause) : null;
        if (!IsKnown(error))
        {
            return new OrleansException($"{error.GetType().FullName}: {error.Message}", inner);
        }

        return ReferenceEquals(inner, error.InnerException) ? error : Known[error.GetType().Name](error.Message, inner);
    }

    public static void Write(FrameWriter writer, Exception error)
    {
        writer.Text(error.GetType().Name);
        writer.Text(error.Message);
        writer.Byte(error.InnerException is null ? (byte)0 : (byte)1);
        if (error.InnerException is { } inner)
        {
            Write(writer, inner);
        }
    }

    public static Exception Read(FrameReader reader)
    {
        var (name, message) = (reader.Text(), reader.Text());
        return Known[name](message, reader.Byte() == 0 ? null : Read(reader));
    }

    private static bool IsKnown(Exception error) =>
        Known.TryGetValue(error.GetType().Name, out var maker) && maker("", null).GetType() == error.GetType();
}
