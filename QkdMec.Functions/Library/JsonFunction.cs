using System.Text.Json;
using QkdMec.Functions.Answers;
using QkdMec.Functions.Arguments;
using QkdMec.Grains.Functions;

namespace QkdMec.Functions.Library;

/// <summary>A function that reads a JSON object field by field, refuses it with every fault at once, or answers with a JSON object.</summary>
/// <typeparam name="TInput">The arguments; overwritten after use.</typeparam>
/// <param name="description">What the function is.</param>
internal abstract class JsonFunction<TInput>(FunctionDescription description) : IFunction
    where TInput : IDisposable
{
    // Deep nesting is never needed and costs stack.
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 8 };

    public FunctionDescription Description { get; } = description;

    public ValueTask<FunctionResult> InvokeAsync(ReadOnlyMemory<byte> argumentsUtf8Json, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            using var document = JsonDocument.Parse(argumentsUtf8Json, Options);
            return ValueTask.FromResult(Answer(new ArgumentReader(document.RootElement)));
        }
        catch (JsonException exception)
        {
            // The exception's own text may repeat the arguments; its position does not.
            var message = $"the arguments are no valid JSON (line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1})";
            return ValueTask.FromResult(AnswerWriter.Refuse([new FieldFault(string.Empty, message)]));
        }
    }

    /// <summary>Reads every field; the value is used only when the reader has found no fault.</summary>
    /// <param name="reader">The reader.</param>
    /// <returns>The arguments.</returns>
    protected abstract TInput Read(ArgumentReader reader);

    /// <summary>Writes the fields of the answer.</summary>
    /// <param name="input">Faultless arguments.</param>
    /// <param name="writer">The writer.</param>
    protected abstract void Write(TInput input, Utf8JsonWriter writer);

    private FunctionResult Answer(ArgumentReader reader)
    {
        using var input = Read(reader);
        reader.RefuseUnread();
        return reader.Faults.Count > 0
            ? AnswerWriter.Refuse(reader.Faults)
            : AnswerWriter.Write(FunctionStatus.Success, writer => Write(input, writer));
    }
}
