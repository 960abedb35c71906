using System.Buffers;

namespace QkdMec.Grains.Identity;

/// <summary>What a name of a site, KME, host or link end may look like.</summary>
/// <remarks>The separators of grain keys (<c>/ ~ → ←</c>) are not in the alphabet, so two different ids never make the same key.</remarks>
public static class Names
{
    /// <summary>The longest name, in characters.</summary>
    public const int MaxLength = 64;

    private static readonly SearchValues<char> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    private static readonly string[] Reserved = ["ca", "master", "vault", ".", ".."];

    /// <summary>Whether <paramref name="value"/> is a name: 1 to 64 letters, digits, dots, underscores or hyphens.</summary>
    public static bool IsValid(string? value) =>
        value is { Length: > 0 and <= MaxLength } && !value.AsSpan().ContainsAnyExcept(Alphabet);

    /// <summary>Whether a site, KME or SAE cannot bear this name: files and directories are called after it, and the system has its own of these names.</summary>
    public static bool IsReserved(string value) => Reserved.Contains(value, StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns <paramref name="value"/>, or throws when it is not a name.</summary>
    /// <exception cref="FormatException">It is not a name.</exception>
    public static string Require(string? value, string what) =>
        IsValid(value) ? value! : throw new FormatException($"'{value}' is not a {what} name: 1 to {MaxLength} letters, digits, '.', '_' or '-'");
}
