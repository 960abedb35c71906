using System.Text;
using QkdMec.Bench.Running;

namespace QkdMec.Bench.Loads;

/// <summary>An answer that the path does not measure. A 503 of the product means that key ran out, which makes the figure void.</summary>
internal sealed class UnexpectedAnswerException(string message) : BenchException(message)
{
    private const int Unavailable = 503;
    private const int ShownBytes = 200;

    /// <summary>Says what was answered. Only refusals come here, and they hold no key.</summary>
    public static UnexpectedAnswerException Of(string path, HttpAnswer answer)
    {
        var body = Encoding.UTF8.GetString(answer.Body.Span[..Math.Min(ShownBytes, answer.Body.Length)]).ReplaceLineEndings(" ");
        return new UnexpectedAnswerException(answer.Status == Unavailable
            ? $"{path}: void, the product was exhausted or unavailable during a round (503 {body})"
            : $"{path}: void, a request was answered {answer.Status} {(answer.Status < 300 ? "" : body)}");
    }
}
