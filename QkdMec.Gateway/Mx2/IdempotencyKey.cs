using Microsoft.AspNetCore.Http;

namespace QkdMec.Gateway.Mx2;

/// <summary>The field by which a device says that two requests are one (draft-ietf-httpapi-idempotency-key-header): a text of visible characters, in quotes or without.</summary>
internal static class IdempotencyKey
{
    /// <summary>The field's name.</summary>
    public const string Field = "Idempotency-Key";

    // Long enough that nobody meets another's by chance; random ones of that length cannot be guessed either.
    private const int Shortest = 16;
    private const int Longest = 128;

    /// <summary>The key in the field; null without one. A field that stands several times arrives with commas, which no key has.</summary>
    /// <exception cref="BadHttpRequestException">The field is no key.</exception>
    public static string? Check(string? field)
    {
        if (field is null)
        {
            return null;
        }

        var key = field is ['"', .., '"'] ? field[1..^1] : field;
        return key.Length is >= Shortest and <= Longest && key.All(IsAllowed)
            ? key
            : throw new BadHttpRequestException(
                $"'{Field}' must stand once, with {Shortest} to {Longest} visible characters and no comma, quotation mark or backslash.", StatusCodes.Status400BadRequest);
    }

    private static bool IsAllowed(char character) => character is > ' ' and <= '~' and not (',' or '"' or '\\');
}
