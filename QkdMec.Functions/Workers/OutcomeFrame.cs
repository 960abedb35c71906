using System.Buffers.Binary;
using System.Text;
using QkdMec.Grains.Functions;
using QkdMec.Protocols.Jose;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Functions.Workers;

/// <summary>
/// What a worker seals for its host: version, kind, when the run began and how long it took (ticks), the length of a text, the text, the result. The text is
/// the function's version, or why nothing ran. How the function ended stands in the message's header, as in every result.
/// </summary>
internal static class OutcomeFrame
{
    private const byte Version = 1;
    private const int StartAt = 2;
    private const int DurationAt = 10;
    private const int TextLengthAt = 18;
    private const int TextAt = 19;
    private const int MaxTextBytes = 250;

    /// <summary>The most bytes of a result that a frame takes, whatever its text.</summary>
    public static int MaxResultBytes => MessageForm.Activation.MaxPayloadBytes - TextAt - MaxTextBytes;

    /// <summary>Writes an outcome; the caller disposes the frame.</summary>
    public static ClearBytes Write(FunctionOutcome outcome)
    {
        var text = Encoding.UTF8.GetBytes(outcome.Record?.Version ?? outcome.Explanation);
        var told = text.AsSpan(0, Math.Min(text.Length, MaxTextBytes));
        var result = outcome.Result is { } answered ? answered.Utf8Json.Span : [];
        var frame = new ClearBytes(TextAt + told.Length + result.Length);
        var bytes = frame.Span;
        (bytes[0], bytes[1], bytes[TextLengthAt]) = (Version, (byte)outcome.Kind, (byte)told.Length);
        BinaryPrimitives.WriteInt64BigEndian(bytes[StartAt..], outcome.Record?.Start.UtcTicks ?? 0);
        BinaryPrimitives.WriteInt64BigEndian(bytes[DurationAt..], outcome.Record?.Duration.Ticks ?? 0);
        told.CopyTo(bytes[TextAt..]);
        result.CopyTo(bytes[(TextAt + told.Length)..]);
        return frame;
    }

    /// <summary>Reads an outcome; null when the bytes are none. The caller disposes it, which overwrites its copy of the result.</summary>
    public static FunctionOutcome? Read(in FunctionInvocation invocation, ResultStatus status, ReadOnlySpan<byte> frame)
    {
        if (frame.Length < TextAt || frame[0] != Version || frame.Length < TextAt + frame[TextLengthAt])
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(frame.Slice(TextAt, frame[TextLengthAt]));
        var (start, duration) = (BinaryPrimitives.ReadInt64BigEndian(frame[StartAt..]), BinaryPrimitives.ReadInt64BigEndian(frame[DurationAt..]));
        return (FunctionOutcomeKind)frame[1] switch
        {
            FunctionOutcomeKind.Completed when start >= 0 && start <= DateTimeOffset.MaxValue.UtcTicks && duration >= 0 => Completed(
                invocation, text, (new DateTimeOffset(start, TimeSpan.Zero), TimeSpan.FromTicks(duration)), FunctionResult.TakeOver((FunctionStatus)status, frame[(TextAt + frame[TextLengthAt])..].ToArray())),
            FunctionOutcomeKind.UnknownFunction or FunctionOutcomeKind.ArgumentsTooLarge => FunctionOutcome.Refused((FunctionOutcomeKind)frame[1], text),
            _ => null,
        };
    }

    private static FunctionOutcome Completed(in FunctionInvocation invocation, string version, (DateTimeOffset Start, TimeSpan Duration) run, FunctionResult result) =>
        FunctionOutcome.Completed(result, new ActivationRecord
        {
            Id = invocation.Id, Function = invocation.Function, Version = version, Start = run.Start, Duration = run.Duration, Status = result.Status,
            ArgumentBytes = invocation.ArgumentsUtf8Json.Length, ResultBytes = result.Utf8Json.Length,
        });
}
