using System.Globalization;

namespace QkdMec.Client.Commands.Tokens;

/// <summary>When a token ends, as a user writes it.</summary>
internal static class TokenEnd
{
    private const int LongestDays = 3660;

    /// <summary>The end; null when nothing is said.</summary>
    /// <exception cref="CommandException">It is no time, past, or too far away.</exception>
    public static DateTimeOffset? Read(string? text, DateTimeOffset now)
    {
        if (text is null)
        {
            return null;
        }

        var end = ReadSpan(text) is { } span ? now + span
            : DateTimeOffset.TryParseExact(text, "yyyy-MM-ddTHH:mm:ssK", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at
            : throw new CommandException(ExitCodes.Usage, $"--expires {text}: give a time such as 12h, 30d or 2027-01-31T12:00:00Z");
        return end > now && end <= now.AddDays(LongestDays)
            ? end
            : throw new CommandException(ExitCodes.Usage, $"--expires {text}: give a time in the future, at most ten years away");
    }

    private static TimeSpan? ReadSpan(string text) =>
        text.Length is > 1 and < 8 && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? text[^1] switch { 'm' => TimeSpan.FromMinutes(number), 'h' => TimeSpan.FromHours(number), 'd' => TimeSpan.FromDays(number), _ => null }
            : null;
}
