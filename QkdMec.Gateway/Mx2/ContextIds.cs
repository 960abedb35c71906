using System.Security.Cryptography;
using QkdMec.Grains.Identity;

namespace QkdMec.Gateway.Mx2;

/// <summary>Ids of contexts: 32 hexadecimal digits that cannot be guessed.</summary>
internal static class ContextIds
{
    private const int Length = 32;

    /// <summary>A fresh id.</summary>
    public static ContextId New() => new(RandomNumberGenerator.GetHexString(Length, lowercase: true));

    /// <summary>Whether a text could be an id; others are not worth a grain.</summary>
    public static bool IsValid(string text) => text.Length == Length && text.All(char.IsAsciiHexDigitLower);
}
