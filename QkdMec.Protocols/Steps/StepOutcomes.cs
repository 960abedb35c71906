using System.Buffers;

namespace QkdMec.Protocols.Steps;

/// <summary>How a step ended: <c>ok</c>, or the short code of a refusal. Never a text with content in it.</summary>
public static class StepOutcomes
{
    /// <summary>The step was taken.</summary>
    public const string Ok = "ok";

    /// <summary>The step failed for a reason without a code.</summary>
    public const string Failed = "failed";

    /// <summary>The longest code, in characters.</summary>
    public const int MaxLength = 40;

    private static readonly SearchValues<char> Alphabet = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>Whether <paramref name="outcome"/> is a code: lower-case letters, digits and hyphens.</summary>
    public static bool IsValid(string? outcome) =>
        outcome is { Length: > 0 and <= MaxLength } && !outcome.AsSpan().ContainsAnyExcept(Alphabet);
}
