using System.Collections.Immutable;
using System.Globalization;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.Notifications;

/// <summary>Which grains keep what of a context's notifications, by the leading digits of its id: no grain grows with the number of contexts alone.</summary>
public static class NotificationKeys
{
    private const string HexDigits = "0123456789abcdef";
    private const int ContextsPerBucket = 4;
    private const int Buckets = 64;

    /// <summary>The grains of dead letters, in the order of the letters' ids.</summary>
    public static ImmutableArray<string> DeadLetters { get; } = [.. HexDigits.Select(digit => digit.ToString())];

    /// <summary>The grains that keep which contexts have unfinished deliveries.</summary>
    public static ImmutableArray<string> Index { get; } = [.. Enumerable.Range(0, Buckets).Select(number => number.ToString("D2", CultureInfo.InvariantCulture))];

    /// <summary>The grain of a letter, by its id or its context's.</summary>
    public static string DeadLettersOf(string id) => id.Length > 0 && HexDigits.Contains(id[0], StringComparison.Ordinal) ? id[..1] : DeadLetters[0];

    /// <summary>The grain that keeps whether a context has unfinished deliveries.</summary>
    public static string IndexOf(ContextId context) => Index[DigitsOf(context.Value) / ContextsPerBucket % Buckets];

    // The sum of characters where an id does not begin with digits, as in tests.
    private static int DigitsOf(string id) =>
        id.Length >= 2 && int.TryParse(id.AsSpan(0, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var digits)
            ? digits
            : id.Sum(character => character);
}
